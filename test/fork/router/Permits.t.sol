// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IPermit2} from "contracts/interfaces/IPermit2.sol";
import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";

/// @notice ATTACKS row 26: signatures work once, for their signer, on this chain, and whoever uses one up first stops nobody.
contract RouterPermitsTest is RouterTest {
    function setUp() public override {
        super.setUp();
        deal(address(LST), alice, 10e18);
        vm.prank(alice);
        LST.approve(PERMIT2, type(uint256).max);
    }

    /* PERMIT2 */

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
        vm.expectRevert();
        router.depositWithPermit2(permit, signature, alice, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_ASignatureIsLateOrOfAnotherChain() public {
        (IPermit2.PermitTransferFrom memory permit, bytes memory signature) =
            _signPermit2(aliceKey, address(LST), 1e18, 1, block.timestamp - 1, block.chainid);
        vm.startPrank(alice);
        vm.expectRevert();
        router.depositWithPermit2(permit, signature, alice, 0);
        (permit, signature) = _signPermit2(aliceKey, address(LST), 1e18, 1, block.timestamp, block.chainid + 1);
        vm.expectRevert();
        router.depositWithPermit2(permit, signature, alice, 0);
        vm.stopPrank();
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

    /* ERC-2612 */

    function test_SharesLeaveWithAPermitAndNoApproval() public leavesNothing {
        uint256 shares = _giveShares(alice, 5e18);
        vm.prank(alice);
        vault.approve(address(router), 0);
        bytes[] memory calls = new bytes[](2);
        calls[0] = _permitCall(shares);
        calls[1] = abi.encodeCall(IRouter.redeem, (shares, alice, 0));
        vm.prank(alice);
        router.multicall(calls);
        assertEq(vault.balanceOf(alice), 0);
    }

    function test_APermitThatWasUsedUpByAnotherStopsNothing() public leavesNothing {
        uint256 shares = _giveShares(alice, 5e18);
        vm.prank(alice);
        vault.approve(address(router), 0);
        bytes[] memory calls = new bytes[](2);
        calls[0] = _permitCall(shares);
        calls[1] = abi.encodeCall(IRouter.redeem, (shares, alice, 0));
        (uint8 v, bytes32 r, bytes32 s) = _permit(shares);
        vm.prank(stranger);
        vault.permit(alice, address(router), shares, block.timestamp, v, r, s);
        vm.prank(alice);
        router.multicall(calls);
        assertEq(vault.balanceOf(alice), 0);
    }

    function test_RevertWhen_APermitIsBad() public {
        vm.prank(alice);
        vm.expectRevert();
        router.selfPermit(address(vault), 1e18, block.timestamp, 27, bytes32(uint256(1)), bytes32(uint256(2)));
    }

    function _signed(address token, uint256 amount, uint256 nonce)
        private
        view
        returns (IPermit2.PermitTransferFrom memory, bytes memory)
    {
        return _signPermit2(aliceKey, token, amount, nonce, block.timestamp, block.chainid);
    }

    function _permitCall(uint256 value) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = _permit(value);
        return abi.encodeCall(IRouter.selfPermit, (address(vault), value, block.timestamp, v, r, s));
    }

    function _permit(uint256 value) private view returns (uint8 v, bytes32 r, bytes32 s) {
        IERC20Permit token = IERC20Permit(address(vault));
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                alice,
                address(router),
                value,
                token.nonces(alice),
                block.timestamp
            )
        );
        return vm.sign(aliceKey, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), message)));
    }
}
