// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A thief who opens positions that lose nothing when they are opened, and has them drained between the batches.
/// @dev docs/RISKS.md: what is lost between batches may overdraw `riskUp`; until it has refilled, batches may only lower risk. So the drains cost
/// the others at most the capacity, its refill, and the one drain that overdrew it.
contract ThiefDrainsTest is VaultFixture {
    uint256 private constant HOLE = 1e18;
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 1_000e18);
        strategy = _addStrategy();
        _deploy(strategy, 800e18);
    }

    /// @dev Each drain is a fifth of `riskUp`.
    function test_DrainsBetweenBatchesAreBoundedByRiskUpAndOneDrain() public {
        uint256 before = vault.valuation().navPar;
        for (uint256 i; i < 20; ++i) {
            IVaultTypes.Action[] memory actions = _batch(
                _action(
                    IVaultTypes.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.leverUp, (10e18, 12e18))
                )
            );
            IVaultTypes.BatchTerms memory terms = _terms();
            vm.prank(keeper);
            try vault.rebalance(actions, terms) {
                strategy.leak(eve, HOLE);
                vault.sync();
            } catch {}
        }
        uint256 lost = before - vault.valuation().navPar;
        assertLe(lost, before * RISK_UP_BPS / 10_000 + HOLE, "riskUp and one drain");
    }

    function test_RevertWhen_RiskIsRaisedAtNoLossWhileRiskUpIsOverdrawn() public {
        strategy.leak(eve, 10e18);
        vault.sync();
        (, int256 riskUp,,) = vault.lossBudgets();
        assertLt(riskUp, 0);
        IVaultTypes.Action[] memory actions = _batch(
            _action(IVaultTypes.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.leverUp, (10e18, 12e18)))
        );
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectPartialRevert(IVaultTypes.LossBudgetExceeded.selector);
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }
}
