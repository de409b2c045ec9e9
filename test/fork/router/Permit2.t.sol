// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";

/// @notice What Permit2 refuses with.
interface IPermit2Errors {
    error InvalidNonce();
    error InvalidSigner();
    error SignatureExpired(uint256 deadline);
}

/// @notice ATTACKS row 26: signatures for Permit2 work once, for their signer, on this chain.
contract RouterPermit2Test is RouterTest {
    function setUp() public override {
        super.setUp();
        deal(address(LST), alice, 10e18);
        vm.prank(alice);
        LST.approve(PERMIT2, type(uint256).max);
    }

    function test_ASignedTransferIsDeposited() public leavesNothing {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(LST), 10e18, 1);
        vm.prank(alice);
        uint256 shares = router.depositWithPermit2(permit, signature, bob, 1);
        assertEq(vault.balanceOf(bob), shares);
        assertEq(LST.balanceOf(alice), 0);
    }

    function test_WethAndStEthGoInByPermit2Too() public leavesNothing {
        _giveWeth(alice, 2e18);
        _giveStEth(alice, 2e18);
        vm.startPrank(alice);
        WETH.approve(PERMIT2, type(uint256).max);
        STETH_TOKEN.approve(PERMIT2, type(uint256).max);
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(WETH), 2e18, 1);
        assertGt(router.depositWithPermit2(permit, signature, alice, 1), 1e18);
        (permit, signature) = _signed(address(STETH_TOKEN), 2e18 - 10, 2);
        assertGt(router.depositWithPermit2(permit, signature, alice, 1), 1e18);
        vm.stopPrank();
    }

    function test_RevertWhen_ASignatureIsUsedTwice() public {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(LST), 1e18, 1);
        vm.startPrank(alice);
        router.depositWithPermit2(permit, signature, alice, 0);
        vm.expectRevert(IPermit2Errors.InvalidNonce.selector);
        router.depositWithPermit2(permit, signature, alice, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_ASignatureIsLate() public {
        uint256 late = block.timestamp - 1;
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) =
            _signPermit2(aliceKey, address(LST), 1e18, 1, late, block.chainid);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IPermit2Errors.SignatureExpired.selector, late));
        router.depositWithPermit2(permit, signature, alice, 0);
    }

    function test_RevertWhen_ASignatureIsOfAnotherChain() public {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) =
            _signPermit2(aliceKey, address(LST), 1e18, 1, block.timestamp, block.chainid + 1);
        vm.prank(alice);
        vm.expectRevert(IPermit2Errors.InvalidSigner.selector);
        router.depositWithPermit2(permit, signature, alice, 0);
    }

    /// @dev Whoever sees it in the mempool has no use for it.
    function test_RevertWhen_AStrangerUsesASignature() public {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(LST), 1e18, 1);
        vm.startPrank(stranger);
        vm.expectRevert(IPermit2Errors.InvalidSigner.selector);
        router.depositWithPermit2(permit, signature, stranger, 0);
        vm.expectRevert(IPermit2Errors.InvalidSigner.selector);
        router.depositWithPermit2(permit, signature, alice, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_FewerSharesThanTheMinimum() public {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(LST), 1e18, 1);
        uint256 shares = vault.previewDeposit(1e18);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IRouter.ReceivedUnderMinimum.selector, shares, shares + 1));
        router.depositWithPermit2(permit, signature, alice, shares + 1);
    }

    function test_RevertWhen_TheSignatureIsForNothing() public {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(LST), 0, 1);
        vm.prank(alice);
        vm.expectRevert(IRouter.ZeroAmount.selector);
        router.depositWithPermit2(permit, signature, alice, 0);
    }

    function test_RevertWhen_TheTokenIsNoneThatTheRouterTakes() public {
        _giveShares(alice, 1e18);
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) = _signed(address(vault), 1e17, 1);
        vm.startPrank(alice);
        vault.approve(PERMIT2, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IRouter.TokenNotTaken.selector, address(vault)));
        router.depositWithPermit2(permit, signature, alice, 0);
        vm.stopPrank();
    }
}
