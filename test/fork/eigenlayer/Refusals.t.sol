// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {EigenPausableModel} from "script/replica/models/eigenlayer/EigenPausableModel.sol";
import {EigenTypes} from "script/replica/models/eigenlayer/EigenTypes.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";

/// @notice What EigenLayer would refuse is refused before, with what an operator needs to know.
contract RefusalsTest is EigenLayerTest {
    bytes private restakeOne;
    bytes private queueOne;
    bytes private toSecond;
    bytes32 private due;

    function setUp() public override {
        super.setUp();
        _restake(100e18);
        due = _queue(10e18);
        _wait();
        deal(address(LST), address(strategy), 1e18);
        restakeOne = abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 1e18));
        queueOne = abi.encodeCall(IEigenLayerRestaking.queue, (1e18));
        toSecond = abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator));
    }

    /* SWITCHES, ONE BY ONE */

    function test_RevertWhen_AllDepositsArePaused() public {
        _pause(MANAGER, 0);
        _refuse(restakeOne, _paused(MANAGER, 0));
        _run(queueOne);
        _run(_completing(due, false));
        _run(toSecond);
    }

    function test_RevertWhen_DepositsOfTheTokenArePaused() public {
        _pause(EIGEN_STRATEGY, 0);
        _refuse(restakeOne, _paused(EIGEN_STRATEGY, 0));
        _run(queueOne);
        _run(_completing(due, false));
        _run(toSecond);
    }

    function test_RevertWhen_WithdrawalsOfTheTokenArePaused() public {
        _pause(EIGEN_STRATEGY, 1);
        _refuse(_completing(due, false), _paused(EIGEN_STRATEGY, 1));
        _run(restakeOne);
        _run(queueOne);
        _run(_completing(due, true));
        _run(toSecond);
    }

    function test_RevertWhen_DelegatingIsPaused() public {
        _pause(DELEGATION, 0);
        _refuse(toSecond, _paused(DELEGATION, 0));
        _run(restakeOne);
        _run(queueOne);
        _run(_completing(due, true));
        _forceOut(address(strategy));
        _refuse(toSecond, _paused(DELEGATION, 0));
        deal(address(LST), address(strategy), 1e18);
        _refuse(restakeOne, _paused(DELEGATION, 0));
    }

    function test_RevertWhen_TheQueueTakesNothing() public {
        _pause(DELEGATION, 1);
        _refuse(queueOne, _paused(DELEGATION, 1));
        _refuse(toSecond, _paused(DELEGATION, 1));
        _run(restakeOne);
        _run(_completing(due, false));
    }

    function test_RevertWhen_TheQueuePaysNothing() public {
        _pause(DELEGATION, 2);
        _refuse(_completing(due, false), _paused(DELEGATION, 2));
        _refuse(_completing(due, true), _paused(DELEGATION, 2));
        _run(restakeOne);
        _run(queueOne);
        _unpause(DELEGATION);
        _run(_completing(due, false));
    }

    /* THE WHITELIST AND OPERATORS */

    function test_RevertWhen_TheWhitelistIsClosed() public {
        _closeWhitelist();
        _refuse(
            restakeOne, abi.encodeWithSelector(IEigenLayerRestaking.NotWhitelisted.selector, address(EIGEN_STRATEGY))
        );
        _run(queueOne);
        _run(_completing(due, false));
    }

    function test_RevertWhen_TheOperatorIsNotOnTheList() public {
        _register(stranger);
        bytes memory refusal = abi.encodeWithSelector(IEigenLayerRestaking.OperatorUnknown.selector, stranger);
        _refuse(abi.encodeCall(IEigenLayerRestaking.redelegate, (stranger)), refusal);
        _forceOut(address(strategy));
        _refuse(abi.encodeCall(IEigenLayerRestaking.redelegate, (stranger)), refusal);
        _refuse(abi.encodeCall(IEigenLayerRestaking.restake, (stranger, 1e18)), refusal);
    }

    function test_RevertWhen_TheOperatorIsNotTheOneOfNow() public {
        _refuse(
            abi.encodeCall(IEigenLayerRestaking.restake, (secondOperator, 1e18)),
            abi.encodeWithSelector(IEigenLayerRestaking.DelegatedElsewhere.selector, firstOperator, secondOperator)
        );
        _refuse(
            abi.encodeCall(IEigenLayerRestaking.redelegate, (firstOperator)),
            abi.encodeWithSelector(IEigenLayerRestaking.AlreadyDelegated.selector, firstOperator)
        );
    }

    function test_RevertWhen_TheOperatorIsNotRegistered() public {
        vm.mockCall(address(DELEGATION), abi.encodeCall(DELEGATION.isOperator, (secondOperator)), abi.encode(false));
        _refuse(toSecond, abi.encodeWithSelector(IEigenLayerRestaking.OperatorNotRegistered.selector, secondOperator));
    }

    function test_RevertWhen_TheOperatorWantsApproval() public {
        vm.prank(secondOperator);
        DELEGATION.modifyOperatorDetails(secondOperator, stranger);
        _refuse(
            toSecond,
            abi.encodeWithSelector(IEigenLayerRestaking.OperatorWantsApproval.selector, secondOperator, stranger)
        );
    }

    /* AMOUNTS AND WITHDRAWALS */

    function test_RevertWhen_ThereIsNotSoMuch() public {
        _refuse(
            abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 1e18 + 1)),
            abi.encodeWithSelector(IEigenLayerRestaking.LstInsufficient.selector, 1e18 + 1, 1e18)
        );
        uint256 restaked = strategy.restakedLst();
        _refuse(
            abi.encodeCall(IEigenLayerRestaking.queue, (restaked + 1)),
            abi.encodeWithSelector(IEigenLayerRestaking.RestakedInsufficient.selector, restaked + 1, restaked)
        );
        vm.expectRevert(abi.encodeWithSelector(IEigenLayerRestaking.LstInsufficient.selector, 2e18, 1e18));
        vm.prank(address(vault));
        strategy.free(2e18, "");
    }

    function test_RevertWhen_ItIsNothing() public {
        bytes memory refusal = abi.encodeWithSelector(IStrategy.ZeroAmount.selector);
        _refuse(abi.encodeCall(IEigenLayerRestaking.restake, (firstOperator, 0)), refusal);
        _refuse(abi.encodeCall(IEigenLayerRestaking.queue, (0)), refusal);
        _manage(abi.encodeCall(IEigenLayerRestaking.queue, (type(uint256).max)));
        _refuse(abi.encodeCall(IEigenLayerRestaking.queue, (type(uint256).max)), refusal);
    }

    function test_RevertWhen_TheWithdrawalIsUnknown() public {
        bytes32 unknown = keccak256("unknown");
        _refuse(
            _completing(unknown, false),
            abi.encodeWithSelector(IEigenLayerRestaking.WithdrawalUnknown.selector, unknown)
        );
        _complete(due);
        _refuse(_completing(due, false), abi.encodeWithSelector(IEigenLayerRestaking.WithdrawalUnknown.selector, due));
    }

    /// @dev One that another staker has queued is not completed in its name.
    function test_RevertWhen_TheWithdrawalIsAnothers() public {
        vm.startPrank(whale);
        DELEGATION.delegateTo(firstOperator, _noApproval(), 0);
        bytes32 theirs = DELEGATION.undelegate(whale)[0];
        vm.stopPrank();
        _wait();
        _refuse(
            _completing(theirs, false), abi.encodeWithSelector(IEigenLayerRestaking.WithdrawalUnknown.selector, theirs)
        );
    }

    function test_RevertWhen_TheRateWasMovedAgainstTheDeposit() public {
        // So much is given to all who restake that a part of a share is worth more than a basis point of the deposit.
        _manage(abi.encodeCall(IEigenLayerRestaking.queue, (type(uint256).max)));
        deal(address(LST), address(strategy), 9_000);
        _donate(5_000e18);
        vm.expectPartialRevert(IEigenLayerRestaking.RestakedTooLittle.selector);
        vm.prank(address(vault));
        strategy.restake(firstOperator, 9_000);
    }

    function _noApproval() private pure returns (EigenTypes.SignatureWithExpiry memory) {}

    function _run(bytes memory data) private {
        uint256 state = vm.snapshotState();
        vm.prank(address(vault));
        strategy.manage(data);
        vm.revertToState(state);
    }

    function _paused(EigenPausableModel venue, uint8 bit) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEigenLayerRestaking.VenuePaused.selector, address(venue), bit);
    }
}
