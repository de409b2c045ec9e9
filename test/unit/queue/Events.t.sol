// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IERC7540Operator, IERC7540Redeem, IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice Every change is told, with the numbers that an indexer rebuilds the queue from.
contract QueueEventsTest is QueueFixture {
    function test_ARequestIsTold() public {
        vm.prank(alice);
        queue.setOperator(eve, true);
        vm.expectEmit(address(queue));
        emit IERC721.Transfer(address(0), bob, 1);
        vm.expectEmit(address(queue));
        emit IERC7540Redeem.RedeemRequest(bob, alice, 1, eve, 2e18);
        vm.prank(eve);
        queue.requestRedeem(2e18, bob, alice);
    }

    function test_AnOperatorIsTold() public {
        vm.expectEmit(address(queue));
        emit IERC7540Operator.OperatorSet(alice, eve, true);
        vm.prank(alice);
        assertTrue(queue.setOperator(eve, true));
        assertTrue(queue.isOperator(alice, eve));
        vm.expectEmit(address(queue));
        emit IERC7540Operator.OperatorSet(alice, eve, false);
        vm.prank(alice);
        queue.setOperator(eve, false);
        assertFalse(queue.isOperator(alice, eve));
    }

    function test_APushIsTold() public {
        _request(alice, 2e18);
        _request(bob, 2e18);
        strategy.setWithdrawableLimit(type(uint256).max);
        (uint256 shares, uint256 assets) = queue.previewPush(1);
        vm.expectEmit(address(queue));
        emit IWithdrawalQueue.Pushed(eve, 2, shares, assets);
        vm.prank(eve);
        queue.push(1);
    }

    /// @dev Progress over cancelled requests is told too; without any, there is nothing to tell.
    function test_APushThatOnlyPassesIsToldAndOneThatDoesNothingIsNot() public {
        _cancel(alice, _request(alice, 1e18));
        _request(bob, 1e18);
        vm.expectEmit(address(queue));
        emit IWithdrawalQueue.Pushed(address(this), 2, 0, 0);
        queue.push(10);
        vm.recordLogs();
        queue.push(10);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_AClaimIsTold() public {
        uint256 id = _request(alice, 2e18);
        _push(type(uint256).max);
        uint256 due = queue.requestState(id).claimableAssets;
        vm.expectEmit(address(queue));
        emit IERC721.Transfer(alice, address(0), id);
        vm.expectEmit(address(queue));
        emit IWithdrawalQueue.Claimed(id, alice, bob, 2e18, due);
        vm.prank(alice);
        assertEq(queue.claim(id, bob), due);
    }

    function test_ACancellationIsTold() public {
        uint256 id = _request(alice, 2e18);
        vm.expectEmit(address(queue));
        emit IWithdrawalQueue.Cancelled(id, alice, bob, 2e18);
        vm.prank(alice);
        queue.cancel(id, bob);
    }
}
