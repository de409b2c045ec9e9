// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice What a batch may lose at par: `riskUp` for one that raises any strategy's risk, `riskDown` for any other, whoever signs it.
contract LossBudgetsTest is VaultFixture {
    int256 private constant UP = 0.005e18;
    int256 private constant DOWN = 0.03e18;
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = _addStrategy();
        _deploy(strategy, 80e18);
    }

    function _manageAction(StrategyDouble which, bytes memory data) private pure returns (IVaultTypes.Action memory) {
        return _action(IVaultTypes.ActionKind.Manage, which, 0, data);
    }

    function _lose(uint256 amount) private view returns (IVaultTypes.Action memory) {
        return _manageAction(strategy, abi.encodeCall(StrategyDouble.lose, (amount)));
    }

    /// @dev Buys 10 LST at par for a debt that is `overpaid` ETH too large.
    function _leverBadly(uint256 overpaid) private view returns (IVaultTypes.Action memory) {
        return _manageAction(strategy, abi.encodeCall(StrategyDouble.leverUp, (10e18, 12e18 + overpaid)));
    }

    function _exceeded(bool riskUp, int256 lossWad, int256 availableWad) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IVaultTypes.LossBudgetExceeded.selector, riskUp, uint256(lossWad), availableWad);
    }

    function _left() private view returns (int256 riskUp, int256 riskDown) {
        (, riskUp,, riskDown) = vault.lossBudgets();
    }

    /* WITHIN A BATCH */

    function test_ABatchThatRaisesRiskLosesUpToRiskUp() public {
        vm.expectEmit(address(vault));
        emit IVaultTypes.LossCharged(1, true, uint256(UP), 0);
        _rebalance(_leverBadly(0.6e18));
        assertEq(vault.totalAssets(), 99.5e18);
        (int256 riskUp, int256 riskDown) = _left();
        assertEq(riskUp, 0);
        assertEq(riskDown, DOWN, "riskDown is not touched");
    }

    function test_RevertWhen_ABatchThatRaisesRiskLosesAWeiMore() public {
        _expectBatchReverts(_batch(_leverBadly(0.6e18 + 1)), _exceeded(true, UP + 1, UP));
    }

    function test_AnyOtherBatchLosesUpToRiskDown() public {
        vm.expectEmit(address(vault));
        emit IVaultTypes.LossCharged(1, false, uint256(DOWN), 0);
        _rebalance(_lose(3e18));
        assertEq(vault.totalAssets(), 97e18);
        (int256 riskUp, int256 riskDown) = _left();
        assertEq(riskUp, UP, "riskUp is not touched");
        assertEq(riskDown, 0);
    }

    function test_RevertWhen_AnyOtherBatchLosesAWeiMore() public {
        _expectBatchReverts(_batch(_lose(3e18 + 1)), _exceeded(false, DOWN + 1, DOWN));
    }

    function test_RevertWhen_AssetsAreLeakedToAStranger() public {
        _expectBatchReverts(
            _batch(_manageAction(strategy, abi.encodeCall(StrategyDouble.leak, (eve, 80e18)))),
            _exceeded(false, 0.8e18, DOWN)
        );
    }

    function test_RevertWhen_DebtIsTakenForNothing() public {
        _expectBatchReverts(
            _batch(
                _action(
                    IVaultTypes.ActionKind.Deploy, strategy, 1e18, abi.encodeCall(StrategyDouble.leverUp, (0, 1.2e18))
                )
            ),
            _exceeded(true, 0.01e18, UP)
        );
    }

    function test_RevertWhen_TheLossIsTakenWhileFreeing() public {
        _expectBatchReverts(
            _batch(_action(IVaultTypes.ActionKind.Free, strategy, 10e18, abi.encodeCall(StrategyDouble.lose, (4e18)))),
            _exceeded(false, 0.04e18, DOWN)
        );
    }

    function test_RevertWhen_SmallLossesAddUpWithinABatch() public {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](4);
        for (uint256 i; i < 4; ++i) {
            actions[i] = _lose(0.8e18);
        }
        _expectBatchReverts(actions, _exceeded(false, 0.032e18, DOWN));
    }

    function test_RevertWhen_AnotherActionsGainWouldHideALoss() public {
        StrategyDouble debtor = _addStrategy();
        debtor.setLegs(20e18, -12e18);
        vault.sync();
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](3);
        actions[0] = _lose(2.2e18);
        // Debt that is forgiven: a gain of 5 that raises no risk. The vault was worth 110 at the start.
        actions[1] = _manageAction(debtor, abi.encodeCall(StrategyDouble.leverDown, (0, 6e18)));
        actions[2] = _lose(2.2e18);
        _expectBatchReverts(actions, _exceeded(false, 0.04e18, DOWN));
    }

    function test_RevertWhen_AnActionOnOneStrategyLosesInAnother() public {
        StrategyDouble other = _addStrategy();
        other.setCallBack(address(strategy), abi.encodeCall(StrategyDouble.lose, (4e18)));
        _expectBatchReverts(_batch(_manageAction(other, "")), _exceeded(false, 0.04e18, DOWN));
    }

    function test_OneRiskyActionPutsTheWholeBatchOnRiskUp() public {
        StrategyDouble other = _addStrategy();
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](2);
        actions[0] = _lose(0.6e18);
        actions[1] = _action(IVaultTypes.ActionKind.Deploy, other, 1e18, "");
        _expectBatchReverts(actions, _exceeded(true, 0.006e18, UP));
        (actions[0], actions[1]) = (actions[1], actions[0]);
        _expectBatchReverts(actions, _exceeded(true, 0.006e18, UP));
    }

    function test_RiskRaisedAndLoweredAgainWithinABatchWasRaised() public {
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](3);
        actions[0] = _leverBadly(0);
        actions[1] = _manageAction(strategy, abi.encodeCall(StrategyDouble.leverDown, (10e18, 12e18)));
        actions[2] = _lose(0.6e18);
        _expectBatchReverts(actions, _exceeded(true, 0.006e18, UP));
    }

    function test_AFreeThatRaisesLeverageDrawsOnRiskUp() public {
        _lever(strategy, 20e18, 3);
        // Collateral from under a debt, and a loss that riskDown would bear.
        _expectBatchReverts(
            _batch(_action(IVaultTypes.ActionKind.Free, strategy, 50e18, abi.encodeCall(StrategyDouble.lose, (1e18)))),
            _exceeded(true, 0.01e18, UP)
        );
        _rebalance(
            _action(
                IVaultTypes.ActionKind.Free, strategy, 50e18, abi.encodeCall(StrategyDouble.leverDown, (51e18, 60e18))
            )
        );
        (int256 riskUp, int256 riskDown) = _left();
        assertEq(riskUp, UP);
        assertEq(riskDown, DOWN - 0.01e18, "with all debt repaid it lowers risk");
    }

    function test_TheMarketDoesNotCount() public {
        oracle.setMarket(PAR / 2);
        _rebalance(_leverBadly(0));
        assertEq(vault.totalAssets(), 100e18, "bought at par, however low the market");
    }

    /* OVER TIME */

    function test_LossesAddUpOverBatches() public {
        _rebalance(_lose(2e18));
        (, int256 riskDown) = _left();
        assertEq(riskDown, 0.01e18);
        // 0.98 of 98 is a hundredth.
        _expectBatchReverts(_batch(_lose(0.98e18 + 1)), _exceeded(false, 0.01e18 + 1, 0.01e18));
        _rebalance(_lose(0.98e18));
        (, riskDown) = _left();
        assertEq(riskDown, 0);
    }

    function test_BudgetsRefillLinearlyAndNotByTheCalendar() public {
        vm.warp(1_750_032_000 - 1);
        assertEq(block.timestamp % 1 days, 1 days - 1, "a second before midnight");
        _rebalance(_lose(3e18));
        skip(2);
        (, int256 riskDown) = _left();
        assertEq(riskDown, DOWN * 2 / 1 days);
        skip(BUDGET_PERIOD / 2 - 2);
        (, riskDown) = _left();
        assertEq(riskDown, DOWN / 2);
        skip(BUDGET_PERIOD);
        (, riskDown) = _left();
        assertEq(riskDown, DOWN, "and never over their size");
    }

    function test_GainsRefillNothing() public {
        _rebalance(_lose(2e18));
        (int256 riskUpBefore, int256 riskDownBefore) = _left();
        _manage(strategy, abi.encodeCall(StrategyDouble.gain, (30e18)));
        strategy.gain(30e18);
        vault.sync();
        (int256 riskUp, int256 riskDown) = _left();
        assertEq(riskUp, riskUpBefore);
        assertEq(riskDown, riskDownBefore);
    }

    /// @dev A thief who moves whatever he likes in whatever order, for days.
    function testFuzz_NoOrderOfBatchesLosesMoreThanBudgetsAndRefill(uint256[10] memory moves) public {
        uint256 startedAt = block.timestamp;
        uint256 taken;
        for (uint256 i; i < moves.length; ++i) {
            skip(moves[i] >> 240 & 0xffff);
            uint256 amount = (moves[i] >> 8) % 4e18;
            bool up = moves[i] % 2 == 0;
            uint256 navBefore = vault.valuation().navPar;
            IVaultTypes.Action[] memory actions =
                _batch(up ? _leverBadly(amount * PAR / 1e18) : _lose(moves[i] % 16 == 1 ? 0 : amount));
            IVaultTypes.BatchTerms memory terms = _terms();
            vm.prank(keeper);
            try vault.rebalance(actions, terms) {
                uint256 navAfter = vault.valuation().navPar;
                taken += (navBefore - navAfter) * 1e18 / navBefore;
            } catch (bytes memory reason) {
                assertEq(bytes4(reason), IVaultTypes.LossBudgetExceeded.selector);
            }
        }
        uint256 most = uint256(UP + DOWN);
        assertLe(taken, most + most * (block.timestamp - startedAt) / BUDGET_PERIOD);
    }
}
