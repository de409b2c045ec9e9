// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice What waiting costs, over a vault with one strategy and all its assets there.
contract QueueGasTest is QueueFixture {
    function setUp() public override {
        super.setUp();
        // What is written once in a queue's life is not anyone's price.
        _request(alice, 1e18);
        _push(type(uint256).max);
        _request(bob, 1e18);
    }

    function test_Request() public {
        _request(alice, 1e18);
        vm.snapshotGasLastCall("queue", "request");
    }

    function test_PushOfOne() public {
        queue.push(1);
        vm.snapshotGasLastCall("queue", "push of one request");
        assertEq(queue.waitingShares(), 0);
    }

    function test_PushOverAHundredDustRequests() public {
        for (uint256 i; i < 99; ++i) {
            _request(alice, 1e15);
        }
        queue.push(100);
        vm.snapshotGasLastCall("queue", "push over 100 dust requests");
        assertEq(queue.waitingShares(), 0);
    }

    function test_PushOfNothing() public {
        strategy.setWithdrawableLimit(0);
        queue.push(1);
        vm.snapshotGasLastCall("queue", "push that can serve nothing");
        assertEq(queue.waitingShares(), 1e18);
    }

    function test_Claim() public {
        _claim(alice, 1);
        vm.snapshotGasLastCall("queue", "claim");
    }

    function test_Cancel() public {
        _cancel(bob, 2);
        vm.snapshotGasLastCall("queue", "cancel");
    }
}
