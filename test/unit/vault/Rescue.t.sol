// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {RescuableDouble} from "test/support/RescuableDouble.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Anyone deleverages a strategy near its liquidation: at once under the trigger, under the floor once the keeper is silent.
contract RescueTest is VaultFixture {
    RescuableDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = new RescuableDouble(address(vault), address(lst));
        vm.prank(curator);
        vault.addStrategy(address(strategy), type(uint128).max);
        _lever(strategy, 50e18, 4);
        // Sells 20 LST for what 19.8 are worth.
        strategy.setSale(20e18, 19.8e18 * PAR / 1e18);
    }

    function _rescue(address caller) private returns (uint256) {
        vm.prank(caller);
        return vault.rescue(address(strategy), caller);
    }

    function _notDue(uint256 silence) private view returns (bytes memory) {
        return abi.encodeWithSelector(IVaultTypes.RescueNotDue.selector, address(strategy), silence, SILENCE);
    }

    /* WHEN */

    function test_UnderItsTriggerAnyoneRescuesAtOnce() public {
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        vm.expectCall(address(strategy), abi.encodeCall(IRescuable.rescue, (eve, 10, 1e18)));
        vm.expectEmit(address(vault));
        // The sale lost 0.2, the bounty is a thousandth of what was sold.
        emit IVaultTypes.Rescued(address(strategy), eve, eve, 20e18, 0.02e18, 99.78e18);
        assertEq(_rescue(eve), 0.02e18);
        assertEq(lst.balanceOf(eve), 0.02e18);
        assertEq(strategy.lst(), 200e18 - 20.02e18);
        assertEq(vault.totalAssets(), 99.78e18);
        (int256 sumLst,, uint256 syncedAt) = vault.sums();
        assertEq(sumLst, 200e18 - 20.02e18);
        assertEq(syncedAt, block.timestamp);
    }

    function test_UnderItsFloorItIsTheKeepersTurnFirst() public {
        strategy.setRescueState(IRescuable.RescueState.UnderFloor);
        skip(SILENCE);
        vm.expectRevert(_notDue(SILENCE));
        _rescue(eve);
        skip(1);
        assertGt(_rescue(eve), 0);
    }

    function test_ABatchBeginsTheKeepersTurnAnew() public {
        strategy.setRescueState(IRescuable.RescueState.UnderFloor);
        skip(SILENCE + 1);
        _manage(strategy, "");
        vm.expectRevert(_notDue(0));
        _rescue(eve);
    }

    function test_RevertWhen_ItIsSound() public {
        skip(10 * SILENCE);
        vm.expectRevert(_notDue(10 * SILENCE));
        _rescue(eve);
    }

    function test_RevertWhen_ItIsNotListed() public {
        RescuableDouble unlisted = new RescuableDouble(address(vault), address(lst));
        unlisted.setRescueState(IRescuable.RescueState.UnderTrigger);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, address(unlisted)));
        vault.rescue(address(unlisted), eve);
    }

    function test_RevertWhen_ItCannotBeRescued() public {
        StrategyDouble plain = _addStrategy();
        vm.expectRevert();
        vault.rescue(address(plain), eve);
    }

    function test_RevertWhen_AnyoneAsksTheStrategyItself() public {
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        vm.expectRevert(abi.encodeWithSelector(IStrategy.OnlyVault.selector, eve, address(vault)));
        vm.prank(eve);
        strategy.rescue(eve, 10_000, type(uint256).max);
    }

    function test_RevertWhen_NobodyWouldGetTheBounty() public {
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.AddressZero.selector, "receiver"));
        vault.rescue(address(strategy), address(0));
    }

    /* WHAT IT COSTS */

    function test_TheBountyHasACeiling() public {
        _deposit(bob, 4_000e18);
        _lever(strategy, 2_000e18, 4);
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        strategy.setSale(1_500e18, 1_500e18 * PAR / 1e18);
        assertEq(_rescue(eve), 1e18);
    }

    function test_ItRunsWhateverIsLeftOfTheBudgets() public {
        vm.prank(curator);
        vault.setLossBudgets(IVaultTypes.LossBudgetTerms(0, 1 days), IVaultTypes.LossBudgetTerms(0, 1 days));
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        assertGt(_rescue(eve), 0);
    }

    function test_WhatItLostIsChargedToRiskUpByTheNextSync() public {
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        _rescue(eve);
        (, int256 riskUp,, int256 riskDown) = vault.lossBudgets();
        assertEq(riskUp, 0.005e18);
        vault.sync();
        (, riskUp,, riskDown) = vault.lossBudgets();
        assertApproxEqAbs(riskUp, 0.005e18 - 0.0022e18, 1e5);
        assertEq(riskDown, 0.03e18);
    }

    function test_WithoutALiveMarketOrParItStillRuns() public {
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        (uint256 accruedBefore,) = vault.accrual();
        oracle.setParFresh(false);
        assertGt(_rescue(eve), 0);
        (uint256 accrued,) = vault.accrual();
        assertEq(accrued, accruedBefore, "what it lost is booked once par is known");
        oracle.setParFresh(true);
        assertEq(vault.totalAssets(), 99.78e18);
    }

    function test_ItIsNoBatch() public {
        (uint64 nonce, uint256 rebalancedAt) = (vault.rebalanceNonce(), vault.rebalancedAt());
        skip(1 hours);
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        _rescue(eve);
        assertEq(vault.rebalanceNonce(), nonce);
        assertEq(vault.rebalancedAt(), rebalancedAt, "it does not count as a keeper who is alive");
    }

    function test_RevertWhen_TheStrategyCallsBack() public {
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        strategy.setCallBack(address(vault), abi.encodeCall(vault.rescue, (address(strategy), eve)));
        _rescue(eve);
        assertFalse(strategy.callBackSucceeded());
    }
}
