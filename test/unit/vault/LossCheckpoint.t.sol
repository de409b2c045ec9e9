// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {Vm} from "forge-std/Vm.sol";
import {FlashKeeper} from "test/support/FlashKeeper.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Losses between batches are measured from the last checkpoint in par share price, so that what users bring or take is none.
contract LossCheckpointTest is VaultFixture {
    int256 private constant UP = 0.005e18;
    int256 private constant DOWN = 0.03e18;
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = _addStrategy();
        _deploy(strategy, 80e18);
    }

    function _left() private view returns (int256 riskUp, int256 riskDown) {
        (, riskUp,, riskDown) = vault.lossBudgets();
    }

    function _lossesFound(Vm.Log[] memory logs) private pure returns (uint256 count) {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == IVaultTypes.LossFound.selector) ++count;
        }
    }

    /* FOUND AND CHARGED */

    /// @dev A position that the keeper opened badly and an accomplice drained afterwards.
    function test_WhatIsDrainedBetweenBatchesIsChargedByTheNext() public {
        strategy.leak(eve, 0.4e18);
        vm.expectEmit(true, false, false, false, address(vault));
        emit IVaultTypes.LossFound(1e27, 0, 0, 0);
        _free(strategy, 1e18);
        (int256 riskUp, int256 riskDown) = _left();
        assertApproxEqAbs(riskUp, UP - 0.004e18, 1e5);
        assertEq(riskDown, DOWN);
    }

    function test_ALossIsChargedOnce() public {
        strategy.lose(0.4e18);
        vault.sync();
        (int256 riskUp,) = _left();
        vault.sync();
        _free(strategy, 1e18);
        (int256 riskUpAfter,) = _left();
        assertEq(riskUpAfter, riskUp);
    }

    function test_ALossOfWhatWasGainedBeforeIsALossToo() public {
        strategy.gain(10e18);
        vault.sync();
        assertApproxEqRel(vault.checkpointRay(), 1.1e27, 1e8);
        strategy.lose(0.44e18);
        vault.sync();
        (int256 riskUp,) = _left();
        assertApproxEqAbs(riskUp, UP - 0.004e18, 1e5);
    }

    function test_ASlashShowsInAnEventAndOverdrawsRiskUp() public {
        strategy.lose(5e18);
        vm.recordLogs();
        vm.prank(eve);
        vault.sync();
        assertEq(_lossesFound(vm.getRecordedLogs()), 1);
        (int256 riskUp, int256 riskDown) = _left();
        assertApproxEqAbs(riskUp, UP - 0.05e18, 1e5);
        assertEq(riskDown, DOWN);
        skip(BUDGET_PERIOD);
        (riskUp,) = _left();
        assertApproxEqAbs(riskUp, 2 * UP - 0.05e18, 1e5, "refills as slowly as ever");
    }

    function test_WhileRiskUpIsOverdrawnRiskMayStillBeLowered() public {
        _lever(strategy, 10e18, 3);
        strategy.lose(5e18);
        vault.sync();
        // Sells at a loss of about 1 in 95.
        _manage(strategy, abi.encodeCall(StrategyDouble.leverDown, (11e18, 12e18)));
        (int256 riskUp, int256 riskDown) = _left();
        assertLt(riskUp, 0);
        assertApproxEqAbs(riskDown, DOWN - int256(uint256(1e18) / 95), 1e5);
    }

    /// @dev Whether it loses a wei or nothing: what comes after the loss counts as much as the loss.
    function test_RevertWhen_ABatchRaisesRiskWhileRiskUpIsOverdrawn() public {
        strategy.lose(5e18);
        vault.sync();
        (int256 riskUp,) = _left();
        for (uint256 extraDebt; extraDebt < 4; extraDebt += 2) {
            IVaultTypes.Action[] memory actions = _batch(
                _action(
                    IVaultTypes.ActionKind.Manage,
                    strategy,
                    0,
                    abi.encodeCall(StrategyDouble.leverUp, (1e18, 1.2e18 + extraDebt))
                )
            );
            _expectBatchReverts(
                actions, abi.encodeWithSelector(IVaultTypes.LossBudgetExceeded.selector, true, extraDebt / 2, riskUp)
            );
        }
    }

    /// @dev A limit that keeps collateral from a position near its liquidation would do the harm that it is there to bound.
    function test_CollateralGoesUnderAHeavyDebtWhileRiskUpIsOverdrawnAndPausedAndTheMarketSilent() public {
        _lever(strategy, 15e18, 6);
        strategy.lose(5e18);
        vault.sync();
        oracle.setFresh(false);
        vm.prank(guardian);
        vault.pause(2);
        (int256 riskUp,) = _left();
        assertLt(riskUp, 0);
        int256 before = strategy.lst();
        _deploy(strategy, 1e18);
        assertEq(strategy.lst(), before + 1e18);
    }

    /// @dev A debt of dust excuses dust: what is left of an unwound loop is no door for all that is idle.
    function test_RevertWhen_MoreCollateralThanDebtGoesInWhileRiskIsPaused() public {
        _deposit(bob, 200e18);
        _lever(strategy, 15e18, 6);
        uint256 debt = uint256(-strategy.eth());
        vm.prank(guardian);
        vault.pause(2);
        _expectBatchReverts(
            _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, debt + 1, "")),
            abi.encodeWithSelector(IVaultTypes.Paused.selector, 2)
        );
        _deploy(strategy, debt);
    }

    function test_TheCuratorAcknowledgesALoss() public {
        strategy.lose(5e18);
        vm.recordLogs();
        vm.prank(curator);
        vault.acknowledgeLoss();
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(_lossesFound(logs), 1, "found before it is acknowledged");
        assertEq(logs[logs.length - 1].topics[0], IVaultTypes.LossAcknowledged.selector);
        assertLt(abi.decode(logs[logs.length - 1].data, (int256)), 0);
        (int256 riskUp, int256 riskDown) = _left();
        assertEq(riskUp, UP);
        assertEq(riskDown, DOWN);
    }

    function test_AcknowledgingFillsRiskDownByNothing() public {
        _manage(strategy, abi.encodeCall(StrategyDouble.lose, (2e18)));
        vm.prank(curator);
        vault.acknowledgeLoss();
        (, int256 riskDown) = _left();
        assertEq(riskDown, 0.01e18);
    }

    function test_ABatchsOwnLossIsNotChargedAgainByTheNextSync() public {
        _manage(strategy, abi.encodeCall(StrategyDouble.lose, (2e18)));
        vault.sync();
        (int256 riskUp,) = _left();
        assertEq(riskUp, UP);
    }

    function test_AtAFallbackParNothingIsFound() public {
        strategy.setLegs(200e18, -144e18);
        vault.sync();
        uint256 checkpoint = vault.checkpointRay();
        oracle.setPar(PAR * 9 / 10);
        oracle.setParFresh(false);
        vault.sync();
        (int256 riskUp,) = _left();
        assertEq(riskUp, UP);
        assertEq(vault.checkpointRay(), checkpoint);
        oracle.setParFresh(true);
        vault.sync();
        (riskUp,) = _left();
        assertLt(riskUp, 0, "a par that really fell is a loss");
    }

    /* USERS */

    function test_WhatUsersBringOrTakeIsNoLoss() public {
        vm.recordLogs();
        _deposit(bob, 50e18);
        vault.sync();
        _redeem(bob, 20e18);
        _free(strategy, 1e18);
        vm.prank(alice);
        vault.withdraw(30e18, alice, alice);
        vm.prank(alice);
        vault.exit(10e18, 0, alice);
        vault.sync();
        assertEq(_lossesFound(vm.getRecordedLogs()), 0);
        (int256 riskUp, int256 riskDown) = _left();
        assertEq(riskUp, UP);
        assertEq(riskDown, DOWN);
    }

    function testFuzz_NoOrderOfUsersMovesIsALoss(uint256[6] memory moves, uint256 leverage, uint256 discountBps)
        public
    {
        _lever(strategy, 10e18, bound(leverage, 1, 8));
        strategy.setUnwindCost(30);
        oracle.setMarket(PAR * (10_000 - bound(discountBps, 0, 300)) / 10_000);
        vm.recordLogs();
        for (uint256 i; i < moves.length; ++i) {
            uint256 amount = bound(moves[i] >> 2, 1e12, 20e18);
            if (moves[i] % 4 == 0) _deposit(bob, amount);
            uint256 owned = vault.maxRedeem(alice);
            if (owned < amount) amount = owned;
            if (vault.previewRedeem(amount) == 0) continue;
            if (moves[i] % 4 == 1) _redeem(alice, amount);
            if (moves[i] % 4 == 2) {
                vm.prank(alice);
                try vault.exit(amount, 0, alice) {} catch {}
            }
            vault.sync();
        }
        (int256 riskUp, int256 riskDown) = _left();
        assertApproxEqAbs(riskUp, UP, 100, "no more than rounding");
        assertEq(riskDown, DOWN);
    }

    /* FLASH LOANS */

    /// @dev A flash deposit makes the budget larger in LST, but the thief's own shares bear their part: nobody else loses more of his price.
    function test_AFlashDepositAroundABatchTakesNoMoreFromTheOthers() public {
        FlashKeeper thief = new FlashKeeper(address(vault));
        vm.prank(owner);
        manager.grantRole(Roles.KEEPER, address(thief), 0);
        lst.mint(address(thief), 900e18);
        IVaultTypes.BatchTerms memory terms = _terms();
        thief.enterRunAndLeave(
            900e18,
            _batch(
                _action(IVaultTypes.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.leak, (eve, 30e18)))
            ),
            terms
        );
        assertApproxEqAbs(_bidValue(alice), (100e18 - SEED) * 97 / 100, 1e8, "three percent, as without the flash loan");
        assertLe(lst.balanceOf(address(thief)) + lst.balanceOf(eve), 903e18 + 1e8);
        (, int256 riskDown) = _left();
        assertEq(riskDown, 0);
    }
}
