// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRouter} from "contracts/interfaces/IRouter.sol";
import {RouterTest} from "test/fork/router/RouterTest.sol";

contract RouterInTest is RouterTest {
    function test_LstGoesIn() public leavesNothing {
        deal(address(LST), alice, 10e18);
        vm.startPrank(alice);
        LST.approve(address(router), 10e18);
        uint256 expected = vault.previewDeposit(10e18);
        assertEq(router.deposit(10e18, bob, expected), expected);
        vm.stopPrank();
        assertEq(vault.balanceOf(bob), expected);
    }

    function test_StEthGoesInAtPar() public leavesNothing {
        _giveStEth(alice, 10e18);
        uint256 expected = vault.previewDeposit(10e18 * WAD / _par());
        vm.startPrank(alice);
        STETH_TOKEN.approve(address(router), 10e18);
        uint256 shares = router.depositStEth(STETH_TOKEN.balanceOf(alice), alice, expected * 9_999 / 10_000);
        vm.stopPrank();
        assertApproxEqAbs(shares, expected, 10);
        assertEq(vault.balanceOf(alice), shares);
    }

    /// @dev An amount of stETH that does not divide leaves no share behind: the issuer gets each that came.
    function testFuzz_AllStEthSharesThatCameAreWrapped(uint256 stEth) public leavesNothing {
        stEth = bound(stEth, 1e4, 10e18);
        _giveStEth(alice, 10e18);
        uint256 before = STETH.sharesOf(alice);
        uint256 supply = LST.totalSupply();
        vm.startPrank(alice);
        STETH_TOKEN.approve(address(router), stEth);
        router.depositStEth(stEth, alice, 0);
        vm.stopPrank();
        assertEq(LST.totalSupply() - supply, before - STETH.sharesOf(alice));
    }

    function test_WethGoesInAtPar() public leavesNothing {
        _giveWeth(alice, 10e18);
        vm.startPrank(alice);
        WETH.approve(address(router), 10e18);
        uint256 shares = router.depositWeth(10e18, alice, 0);
        vm.stopPrank();
        assertApproxEqAbs(shares, vault.previewDeposit(10e18 * WAD / _par()), 1e6);
    }

    function test_EtherGoesInAtPar() public leavesNothing {
        vm.deal(alice, 10e18);
        vm.prank(alice);
        uint256 shares = router.depositEth{value: 10e18}(alice, 0);
        assertApproxEqAbs(shares, vault.previewDeposit(10e18 * WAD / _par()), 1e6);
        assertEq(alice.balance, 0);
    }

    function test_RevertWhen_FewerSharesThanTheMinimum() public {
        vm.deal(alice, 1e18);
        uint256 shares = vault.previewDeposit(1e18 * WAD / _par());
        vm.prank(alice);
        vm.expectPartialRevert(IRouter.ReceivedUnderMinimum.selector);
        router.depositEth{value: 1e18}(alice, shares + 1e9);
    }

    function test_RevertWhen_NothingComes() public {
        vm.startPrank(alice);
        vm.expectRevert(IRouter.ZeroAmount.selector);
        router.deposit(0, alice, 0);
        vm.expectRevert(IRouter.ZeroAmount.selector);
        router.depositStEth(0, alice, 0);
        vm.expectRevert(IRouter.ZeroAmount.selector);
        router.depositWeth(0, alice, 0);
        vm.expectRevert(IRouter.ZeroAmount.selector);
        router.depositEth(alice, 0);
        vm.stopPrank();
    }

    function test_RevertWhen_EtherComesFromAnyoneButWeth() public {
        vm.deal(alice, 1e18);
        vm.prank(alice);
        (bool ok, bytes memory reason) = address(router).call{value: 1e18}("");
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IRouter.UnexpectedCaller.selector, alice));
    }

    /// @dev In a multicall each call would see the whole `msg.value`.
    function test_RevertWhen_AMulticallComesWithEther() public {
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(IRouter.depositEth, (alice, 0));
        vm.deal(alice, 1e18);
        vm.prank(alice);
        (bool ok, bytes memory reason) = address(router).call{value: 1e18}(abi.encodeCall(IRouter.multicall, (calls)));
        assertFalse(ok);
        // It is not payable: the compiler's check, which has no reason.
        assertEq(reason, "");
        assertEq(alice.balance, 1e18);
        vm.prank(alice);
        vm.expectRevert(IRouter.ZeroAmount.selector);
        router.multicall(calls);
    }

    function test_RevertWhen_LidoTakesNoStake() public {
        vm.deal(alice, 3e18);
        vm.startPrank(alice);
        WETH.deposit{value: 1e18}();
        WETH.approve(address(router), 1e18);
        vm.stopPrank();
        _setStakeLimit(0, true);
        _assertNoStake("STAKING_PAUSED");
        _setStakeLimit(0.5e18, false);
        _assertNoStake("STAKE_LIMIT");
    }

    function test_RevertWhen_TheSharesWouldBeNobodysOrTheRouters() public {
        deal(address(LST), alice, 1e18);
        vm.deal(alice, 1e18);
        vm.startPrank(alice);
        LST.approve(address(router), 1e18);
        address[2] memory refused = [address(0), address(router)];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IRouter.ReceiverRefused.selector, refused[i]));
            router.deposit(1e18, refused[i], 0);
            vm.expectRevert(abi.encodeWithSelector(IRouter.ReceiverRefused.selector, refused[i]));
            router.depositEth{value: 1e18}(refused[i], 0);
        }
        vm.stopPrank();
    }

    function _assertNoStake(string memory reason) private {
        vm.startPrank(alice);
        vm.expectRevert(bytes(reason));
        router.depositEth{value: 1e18}(alice, 0);
        vm.expectRevert(bytes(reason));
        router.depositWeth(1e18, alice, 0);
        vm.stopPrank();
    }
}
