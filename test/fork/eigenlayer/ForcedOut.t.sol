// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {EigenLayerTest} from "test/fork/eigenlayer/EigenLayerTest.sol";

/// @notice Changing the operator, at one's own wish and at its own.
contract ForcedOutTest is EigenLayerTest {
    function test_ForcedOutNothingIsLostAndAllCounts() public {
        _restake(100e18);
        _queue(30e18);
        uint256 said = _exposure();
        _forceOut(address(strategy));
        assertEq(_exposure(), said, "counted from its block on");
        assertEq(strategy.operator(), address(0), "and noticed");
        assertEq(strategy.restakedLst(), 0);
        assertEq(strategy.withdrawals().length, 2);
        vault.sync();
    }

    function test_WhatWasForcedOutCanBeSlashedAndIsPaid() public {
        _restake(100e18);
        _forceOut(address(strategy));
        _slash(firstOperator, 0.03e18);
        uint256 said = _exposure();
        assertApproxEqAbs(said, 97e18, 4);
        _wait();
        _complete(strategy.withdrawals()[0].root);
        assertEq(_held(), said);
        _assertNothingLeftBehind();
    }

    function test_WhatWasForcedOutGoesToAnotherOperator() public {
        _restake(100e18);
        _forceOut(address(strategy));
        uint256 said = _exposure();
        bytes32 root = strategy.withdrawals()[0].root;
        _wait();
        _refuse(_completing(root, true), abi.encodeWithSelector(IEigenLayerRestaking.NotDelegated.selector));
        _manage(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)));
        _manage(_completing(root, true));
        assertEq(strategy.operator(), secondOperator);
        assertApproxEqAbs(strategy.restakedLst(), said, 1);
        assertEq(_held(), 0);
    }

    function test_RedelegatesThroughTheQueue() public {
        _restake(100e18);
        uint256 said = _exposure();
        vm.expectEmit(true, true, false, false, address(strategy));
        emit IEigenLayerRestaking.Redelegated(firstOperator, secondOperator, 0);
        _manage(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)));
        assertEq(strategy.operator(), secondOperator);
        assertEq(_exposure(), said);
        _slash(secondOperator, 0.4e18);
        _wait();
        _manage(_completing(strategy.withdrawals()[0].root, true));
        assertApproxEqAbs(_exposure(), said, 100, "what the new one lost before is not ours");
        assertEq(_held(), 0);
        _slash(firstOperator, 1e18);
        assertApproxEqAbs(_exposure(), said, 100, "nor what the old one loses after");
    }

    /// @dev Restaked meanwhile with the new one; what comes later joins it.
    function test_WhatComesFromTheQueueJoinsWhatIsThere() public {
        _restake(100e18);
        _manage(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)));
        _restakeWith(secondOperator, 50e18);
        _slash(secondOperator, 0.1e18);
        uint256 said = _exposure();
        assertApproxEqAbs(said, 145e18, 8);
        _wait();
        _manage(_completing(strategy.withdrawals()[0].root, true));
        assertApproxEqAbs(_exposure(), said, 300);
        assertApproxEqAbs(strategy.restakedLst(), said, 300);
    }

    function test_RedelegatesWithNothingRestaked() public {
        _manage(abi.encodeCall(IEigenLayerRestaking.redelegate, (firstOperator)));
        _manage(abi.encodeCall(IEigenLayerRestaking.redelegate, (secondOperator)));
        assertEq(strategy.operator(), secondOperator);
        assertEq(strategy.withdrawals().length, 0);
    }
}
