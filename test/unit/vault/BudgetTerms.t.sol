// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The sizes and periods of the loss budgets have bounds that nobody can change, and setting them gives nothing back.
contract BudgetTermsTest is VaultFixture {
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = _addStrategy();
        _deploy(strategy, 80e18);
    }

    function _set(uint16 upBps, uint32 upPeriod, uint16 downBps, uint32 downPeriod) private {
        vm.prank(curator);
        vault.setLossBudgets(
            IVaultTypes.LossBudgetTerms(upBps, upPeriod), IVaultTypes.LossBudgetTerms(downBps, downPeriod)
        );
    }

    function _expectOutOfRange(string memory setting, uint256 value, uint256 min, uint256 max) private {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, setting, value, min, max));
    }

    function test_RevertWhen_ABudgetIsOverItsCeiling() public {
        _expectOutOfRange("riskUp.capacityBps", 101, 0, 100);
        _set(101, 1 days, 500, 1 days);
        _expectOutOfRange("riskDown.capacityBps", 501, 100, 500);
        _set(100, 1 days, 501, 1 days);
        _set(100, 1 days, 500, 30 days);
        (IVaultTypes.LossBudgetTerms memory up,, IVaultTypes.LossBudgetTerms memory down,) = vault.lossBudgets();
        assertEq(abi.encode(up), abi.encode(IVaultTypes.LossBudgetTerms(100, 1 days)));
        assertEq(abi.encode(down), abi.encode(IVaultTypes.LossBudgetTerms(500, 30 days)));
    }

    function test_RevertWhen_APeriodIsZeroOrOutsideItsRange() public {
        uint32[3] memory periods = [uint32(0), 1 days - 1, 30 days + 1];
        for (uint256 i; i < periods.length; ++i) {
            _expectOutOfRange("riskUp.period", periods[i], 1 days, 30 days);
            _set(50, periods[i], 300, 1 days);
            _expectOutOfRange("riskDown.period", periods[i], 1 days, 30 days);
            _set(50, 1 days, 300, periods[i]);
        }
    }

    function test_RevertWhen_LoweringRiskWouldBeTheMoreBounded() public {
        _expectOutOfRange("riskDown.capacityBps", 49, 50, 500);
        _set(50, 1 days, 49, 1 days);
    }

    function test_SettingThemFillsNothing() public {
        _manage(strategy, abi.encodeCall(StrategyDouble.lose, (3e18)));
        _set(50, 1 days, 500, 1 days);
        (,,, int256 riskDown) = vault.lossBudgets();
        assertEq(riskDown, 0);
        skip(12 hours);
        (,,, riskDown) = vault.lossBudgets();
        assertEq(riskDown, 0.025e18, "it refills at the new pace");
    }

    function test_ASmallerBudgetBindsAtOnce() public {
        _set(0, 1 days, 100, 1 days);
        (, int256 riskUp,, int256 riskDown) = vault.lossBudgets();
        assertEq(riskUp, 0);
        assertEq(riskDown, 0.01e18);
    }

    function test_WithBudgetsOfZeroNothingMayBeLost() public {
        _set(0, 1 days, 0, 1 days);
        _deploy(strategy, 1e18);
        _free(strategy, 10e18);
        _expectBatchReverts(
            _batch(_action(IVaultTypes.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.lose, (1)))),
            abi.encodeWithSelector(IVaultTypes.LossBudgetExceeded.selector, false, 1, 0)
        );
    }

    function testFuzz_NoBatchLosesMoreThanItsBudget(uint256 lossBps, uint256 lost) public {
        lossBps = bound(lossBps, 0, 500);
        lost = bound(lost, 0, 20e18);
        _set(0, 1 days, 500, 1 days);
        _set(0, 1 days, uint16(lossBps), 1 days);
        skip(1 days);
        IVaultTypes.Action[] memory actions =
            _batch(_action(IVaultTypes.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.lose, (lost))));
        if (lost > 100e18 * lossBps / 10_000) {
            uint256 lossWad = (lost * 1e18 + 100e18 - 1) / 100e18;
            bytes memory reason =
                abi.encodeWithSelector(IVaultTypes.LossBudgetExceeded.selector, false, lossWad, int256(lossBps * 1e14));
            return _expectBatchReverts(actions, reason);
        }
        _rebalance(actions[0]);
    }
}
