// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";

/// @notice What a leaver gets while requests wait: his slice of what can be had now. The slice of what waits stays with the others, or he waits as well.
contract QueueExitsTest is LidoQueueTest {
    uint256 private constant SHARES = 20e18;

    function setUp() public override {
        super.setUp();
        _deposit(stranger, 80e18);
        _enter(20e18);
        _batch(IVaultTypes.ActionKind.Deploy, 80e18, "");
    }

    function test_OfAWaitingRequestALeaverGetsNothingAndTheOthersKeepIt() public {
        _request(60e18);
        (, uint256 eth) = _legs();
        uint256 price = vault.convertToAssets(1e18);
        vm.prank(depositor);
        uint256 received = vault.exit(SHARES, 0, depositor);
        assertApproxEqAbs(received, 40e18 * SHARES / 100e18, 1e15, "a fifth of the LST that lay here");
        (uint256 lst, uint256 ethAfter) = _legs();
        assertEq(ethAfter, eth, "the request is whole");
        assertApproxEqAbs(lst, 32e18, 1e15);
        assertGe(vault.convertToAssets(1e18), price, "none of the others pays for it");
    }

    /// @dev His own bound at the vault keeps him from leaving at that price, and from idle and what lies here he redeems at the full one.
    function test_ALeaverWithABoundRedeemsInstead() public {
        _request(60e18);
        uint256 worth = vault.previewRedeem(SHARES);
        assertApproxEqAbs(worth, 20e18, 1e15);
        vm.prank(depositor);
        vm.expectPartialRevert(IVaultTypes.ReceivedUnderMinimum.selector);
        vault.exit(SHARES, worth, depositor);
        vm.prank(depositor);
        assertEq(vault.redeem(SHARES, depositor, depositor), worth);
    }

    function test_AFinalizedRequestIsClaimedOnTheWay() public {
        _request(60e18);
        _finalize();
        vm.prank(depositor);
        uint256 received = vault.exit(SHARES, 0, depositor);
        assertApproxEqRel(received, 20e18, 0.001e18, "all of his slice, bought at par or better");
        assertEq(holder.openCount(), 0);
        assertApproxEqAbs(WETH.balanceOf(address(strategy)), STETH.getPooledEthByShares(48e18), 1e15);
    }

    function test_ASliceOfWethIsBoughtWhateverTheOracleSays() public {
        _request(60e18);
        _finalize();
        _claimAll();
        vm.mockCallRevert(address(oracle), bytes(""), bytes("silent"));
        uint256 weth = WETH.balanceOf(address(strategy));
        assertApproxEqRel(_unwind(0.25e18), 25e18, 0.001e18);
        assertEq(WETH.balanceOf(address(strategy)), weth - weth / 4);
        assertEq(LST.balanceOf(address(strategy)), 30e18);
    }

    /// @dev The issuer takes no ether: the pool does, over the oracle's bound, since the cost is the leaver's alone.
    function test_ASliceIsBoughtOverTheBoundWhereTheLeaverWants() public {
        _request(60e18);
        _finalize();
        _claimAll();
        _setStakeLimit(0, true);
        _tradePoolTo(10_060);
        uint256 sliceOfEth = 15e18;
        assertApproxEqRel(_unwind(0.25e18), 10e18 + sliceOfEth * 1_000 / 1_006, 0.002e18, "twice the bound dearer");
    }

    function test_AllOfItClosesAndWhatWaitsIsPaidLater() public {
        _request(60e18);
        assertEq(_unwind(WAD), 40e18);
        (uint256 lst, uint256 eth) = _legs();
        assertEq(lst, 0);
        _finalize();
        assertEq(_ethLeg(), eth);
        assertApproxEqRel(_unwind(WAD), 60e18, 0.001e18);
        (lst, eth) = _legs();
        assertEq(lst + eth, 0, "nothing is left");
    }

    function testFuzz_ASliceLeavesTheRestOfEachLeg(uint256 fractionWad, uint256 requested, bool finalized) public {
        fractionWad = bound(fractionWad, 0, WAD);
        requested = bound(requested, 1e18, 99e18);
        _request(requested);
        if (finalized) _finalize();
        (uint256 lst, uint256 eth) = _legs();
        uint256 received = _unwind(fractionWad);
        (uint256 lstAfter, uint256 ethAfter) = _legs();
        assertEq(lstAfter, lst - lst * fractionWad / WAD);
        assertEq(ethAfter, finalized ? eth - eth * fractionWad / WAD : eth);
        uint256 bought = finalized ? (eth - ethAfter) * WAD / _par() : 0;
        assertApproxEqAbs(received, lst - lstAfter + bought, bought / 1_000 + 10);
    }

    /// @dev The vault pays redemptions out of what lies here, and says so.
    function test_WhatWaitsIsNotPromised() public {
        _request(60e18);
        assertEq(strategy.withdrawable(), 40e18);
        _request(40e18);
        assertEq(strategy.withdrawable(), 0);
        assertLe(vault.maxWithdraw(depositor), 1e15, "the seed alone");
    }
}
