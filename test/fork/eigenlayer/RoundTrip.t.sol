// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {EigenDelegationModel} from "script/replica/models/eigenlayer/EigenDelegationModel.sol";
import {EigenTypes} from "script/replica/models/eigenlayer/EigenTypes.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";

/// @notice In, delegated, queued and out again, to the wei.
contract RoundTripTest is EigenLayerTest {
    function test_RestakesAndDelegates() public {
        uint256 before = DELEGATION.operatorShares(firstOperator, address(EIGEN_STRATEGY));
        _restake(100e18);
        assertEq(strategy.operator(), firstOperator);
        assertApproxEqAbs(_exposure(), 100e18, 3);
        assertLe(_exposure(), 100e18);
        assertEq(strategy.restakedLst(), _exposure());
        assertEq(strategy.withdrawable(), 0);
        uint256 shares = MANAGER.stakerDepositShares(address(strategy), address(EIGEN_STRATEGY));
        assertGt(shares, 0);
        assertEq(DELEGATION.operatorShares(firstOperator, address(EIGEN_STRATEGY)), before + shares);
        _assertNothingLeftBehind();
    }

    function test_LiesHereUntilItIsRestaked() public {
        _rebalance(IVaultTypes.ActionKind.Deploy, strategy, 100e18, "");
        assertEq(_exposure(), 100e18);
        assertEq(strategy.withdrawable(), 100e18);
        assertEq(strategy.operator(), address(0));
        _rebalance(IVaultTypes.ActionKind.Free, strategy, 40e18, "");
        _manage(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, type(uint256).max)));
        assertEq(_held(), 0);
        assertApproxEqAbs(_exposure(), 60e18, 3);
    }

    function test_PaysWhatItSaidInTheBlockInWhichItIsDueAndNotBefore() public {
        _restake(100e18);
        uint256 said = _exposure();
        bytes32 root = _queue(type(uint256).max);
        assertEq(_exposure(), said, "queueing costs nothing");
        assertEq(strategy.restakedLst(), 0);
        IEigenLayerRestaking.Withdrawal memory open = strategy.withdrawals()[0];
        assertEq(open.operator, firstOperator);
        assertEq(open.lst, said);
        assertEq(open.dueBlock, block.number + DELAY_BLOCKS + 1);

        vm.roll(open.dueBlock - 1);
        _refuse(
            _completing(root, false), abi.encodeWithSelector(IEigenLayerRestaking.WithdrawalNotDue.selector, root, 1)
        );
        (EigenTypes.Withdrawal memory withdrawal,) = DELEGATION.getQueuedWithdrawal(root);
        address[] memory tokens = new address[](1);
        tokens[0] = address(STETH);
        vm.expectRevert(EigenDelegationModel.WithdrawalDelayNotElapsed.selector);
        vm.prank(address(strategy));
        DELEGATION.completeQueuedWithdrawal(withdrawal, tokens, true);

        vm.roll(open.dueBlock);
        _complete(root);
        assertEq(_held(), said, "to the wei");
        assertEq(_exposure(), said);
        assertEq(strategy.withdrawals().length, 0);
        _assertNothingLeftBehind();
        _rebalance(IVaultTypes.ActionKind.Free, strategy, said, "");
        assertEq(_exposure(), 0);
    }

    /// @dev A part is rounded up to a whole share, so that none is too small.
    function test_QueuesAWeiWhereAShareIsWorthMore() public {
        _restake(100e18);
        _donate(5_000e18);
        (uint256 said, bytes32 root) = (_exposure(), _queue(1));
        assertGt(strategy.withdrawals()[0].lst, 1, "a share");
        assertApproxEqAbs(_exposure(), said, 8);
        _wait();
        _complete(root);
        assertApproxEqAbs(_exposure(), said, 8);
    }

    function test_CompletesOutOfOrder() public {
        _restake(90e18);
        uint256 said = _exposure();
        bytes32[3] memory roots;
        for (uint256 i; i < 3; ++i) {
            roots[i] = _queue(i == 2 ? type(uint256).max : 30e18);
            vm.roll(block.number + 100);
        }
        _wait();
        _complete(roots[1]);
        _complete(roots[2]);
        _complete(roots[0]);
        assertEq(strategy.withdrawals().length, 0);
        assertLe(_held(), said);
        assertApproxEqAbs(_held(), said, 12);
    }

    function test_CompletesSeveralAtOnce() public {
        _restake(90e18);
        bytes32[] memory roots = new bytes32[](2);
        (roots[0], roots[1]) = (_queue(30e18), _queue(20e18));
        _wait();
        uint256 queued = _queuedLst();
        _manage(abi.encodeCall(IEigenLayerRestaking.complete, (roots, false)));
        assertApproxEqAbs(_held(), queued, 2);
        assertApproxEqAbs(_held(), 50e18, 8);
        assertApproxEqAbs(strategy.restakedLst(), 40e18, 8);
    }

    /// @dev An unwind completes what is due and gives the leaver his slice of it; what is not due stays.
    function test_ALeaverGetsHisSliceOfWhatIsDue() public {
        _restake(90e18);
        _queue(40e18);
        _wait();
        _queue(20e18);
        uint256 before = LST.balanceOf(address(vault));
        vm.prank(address(vault));
        strategy.unwind(0.5e18);
        assertApproxEqAbs(LST.balanceOf(address(vault)) - before, 20e18, 8);
        assertApproxEqAbs(_held(), 20e18, 8);
        assertEq(strategy.withdrawals().length, 1);
        _assertNothingLeftBehind();
    }

    /// @dev Where EigenLayer pays nothing out he gets his slice of what lies here all the same.
    function test_ALeaverDoesNotWaitForEigenLayersSwitches() public {
        _restake(90e18);
        _queue(40e18);
        _wait();
        _rebalance(IVaultTypes.ActionKind.Deploy, strategy, 10e18, "");
        _pauseAll();
        uint256 before = LST.balanceOf(address(vault));
        vm.prank(address(vault));
        strategy.unwind(0.5e18);
        assertEq(LST.balanceOf(address(vault)) - before, 5e18);
        assertEq(strategy.withdrawals().length, 1, "still there");
    }

    function test_QueuesNoMoreThanItCanRead() public {
        _restake(100e18);
        uint256 most = strategy.maxWithdrawals();
        for (uint256 i; i < most; ++i) {
            _queue(1e18);
        }
        bytes memory full = abi.encodeWithSelector(IEigenLayerRestaking.TooManyWithdrawals.selector, most, most);
        _refuse(abi.encodeCall(IEigenLayerRestaking.queue, (1e18)), full);
        _refuse(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)), full);
        deal(address(LST), address(strategy), 1e18);
        _refuse(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 1e18)), full);
        _forceOut(address(strategy));
        assertEq(strategy.withdrawals().length, most + 1, "one more by force");
        assertApproxEqAbs(_exposure(), 101e18, 80);
        _wait();
        vm.prank(address(vault));
        strategy.unwind{gas: 6_000_000}(1e18);
        assertEq(_exposure(), 0, "all of them in what a vault grants an unwind");
    }
}
