// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";

/// @notice A slash shows in its block, in the deposit and in the queue alike, and what exposure says then is what is paid.
contract SlashingTest is EigenLayerTest {
    function test_ASlashOfTheDepositShowsAtOnce() public {
        _restake(100e18);
        uint256 before = _exposure();
        uint256 vaultBefore = vault.totalAssets();
        _slash(firstOperator, 0.03e18);
        assertApproxEqAbs(_exposure(), before * 97 / 100, 3);
        assertLe(vault.totalAssets(), vaultBefore - 2.9e18, "in the vault as well");
        _payOut();
    }

    function test_ASlashInTheQueueShowsAtOnce() public {
        _restake(100e18);
        _queue(60e18);
        uint256 before = _exposure();
        vm.roll(block.number + 50_000);
        _slash(firstOperator, 0.03e18);
        assertApproxEqAbs(_queuedLst(), 60e18 * uint256(97) / 100, 6);
        assertApproxEqAbs(_exposure(), before * 97 / 100, 6);
        _payOut();
    }

    /// @dev The last block in which a slash counts is the one before it is due.
    function test_ASlashCountsUpToTheBlockBeforeItIsDue() public {
        _restake(100e18);
        bytes32 root = _queue(type(uint256).max);
        uint256 dueBlock = strategy.withdrawals()[0].dueBlock;
        vm.roll(dueBlock - 1);
        _slash(firstOperator, 0.1e18);
        uint256 said = _exposure();
        assertApproxEqAbs(said, 90e18, 6);
        vm.roll(dueBlock);
        assertEq(_exposure(), said);
        _slash(firstOperator, 0.5e18);
        assertEq(_exposure(), said, "what waits is safe");
        _complete(root);
        assertEq(_held(), said);
    }

    function test_TwoSlashesMultiply() public {
        _restake(100e18);
        _slash(firstOperator, 0.1e18);
        _queue(45e18);
        _slash(firstOperator, 0.1e18);
        assertApproxEqAbs(_exposure(), 81e18, 6);
        assertApproxEqAbs(_queuedLst(), 40.5e18, 6);
        _payOut();
    }

    /// @dev A deposit after a slash counts in full: EigenLayer scales it up.
    function test_ADepositAfterASlashLosesNothing() public {
        _restake(100e18);
        _slash(firstOperator, 0.25e18);
        uint256 before = _exposure();
        // Not by the vault, whose loss budget the slash has overdrawn.
        deal(address(LST), address(strategy), 40e18);
        vm.prank(address(vault));
        strategy.restake(firstOperator, 40e18);
        assertApproxEqAbs(_exposure(), before + 40e18, 200);
        _slash(firstOperator, 0.5e18);
        assertApproxEqAbs(_exposure(), (before + 40e18) / 2, 200);
        _payOut();
    }

    function test_AfterASlashTheVaultHasNoMoreRestakedUntilItsBudgetRefills() public {
        _restake(100e18);
        _slash(firstOperator, 0.25e18);
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(
            IVaultTypes.ActionKind.Deploy,
            address(strategy),
            40e18,
            abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 40e18))
        );
        IVaultTypes.BatchTerms memory terms =
            IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
        vm.expectPartialRevert(IVaultTypes.LossBudgetExceeded.selector);
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function test_AFullSlashLeavesNothingAndCanBeCleared() public {
        _restake(100e18);
        bytes32 root = _queue(40e18);
        _slash(firstOperator, 1e18);
        assertEq(_exposure(), 0);
        deal(address(LST), address(strategy), 5e18);
        bytes memory refusal = abi.encodeWithSelector(IEigenLayerRestaking.OperatorFullySlashed.selector, firstOperator);
        _refuse(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 5e18)), refusal);
        _refuse(
            abi.encodeCall(IEigenLayerRestaking.queue, (1)),
            abi.encodeWithSelector(IEigenLayerRestaking.RestakedInsufficient.selector, 1, 0)
        );
        _wait();
        _refuse(_completing(root, true), refusal);
        _complete(root);
        _manage(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)));
        _wait();
        _complete(strategy.withdrawals()[0].root);
        assertEq(strategy.withdrawals().length, 0, "cleared");
        assertEq(_exposure(), 5e18);
        _manage(abi.encodeCall(IEigenLayerRestaking.restake, (secondOperator, 5e18)));
        assertApproxEqAbs(_exposure(), 5e18, 3, "and used again");
    }

    /// @dev What it waits for is the old operator's to lose, whoever is delegated to by then.
    function test_AWithdrawalIsTheOperatorsThatItWasQueuedFrom() public {
        _restake(100e18);
        _manage(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)));
        uint256 before = _exposure();
        _slash(secondOperator, 0.5e18);
        assertEq(_exposure(), before);
        assertEq(strategy.withdrawals()[0].operator, firstOperator);
        _slash(firstOperator, 0.5e18);
        assertApproxEqAbs(_exposure(), before / 2, 3);
    }

    /// @dev Burning what was slashed, which anybody may, moves nothing of ours.
    function test_BurningWhatWasSlashedMovesNothing() public {
        _restake(100e18);
        _queue(50e18);
        _slash(firstOperator, 0.2e18);
        uint256 said = _exposure();
        MANAGER.burnShares(address(EIGEN_STRATEGY));
        assertApproxEqAbs(_exposure(), said, 4);
        assertGe(_exposure() + 1, said);
        _payOut();
    }

    /// @dev Queues the rest, completes all, and has paid what was said.
    function _payOut() private {
        uint256 said = _exposure();
        if (strategy.restakedLst() != 0) _queue(type(uint256).max);
        _wait();
        IEigenLayerRestaking.Withdrawal[] memory open = strategy.withdrawals();
        for (uint256 i; i < open.length; ++i) {
            _complete(open[i].root);
        }
        assertApproxEqAbs(_held(), said, 4, "what was said is paid");
        assertGe(_held() + 1, said);
    }
}
