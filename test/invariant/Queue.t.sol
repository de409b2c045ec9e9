// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {QueueHandler} from "test/invariant/QueueHandler.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice What docs/INVARIANTS.md says of the queue, over the real vault and a strategy that pays, loses, gains and falls silent as it likes.
contract QueueInvariantsTest is VaultFixture {
    IWithdrawalQueue internal queue;
    QueueHandler internal handler;

    function setUp() public override {
        super.setUp();
        queue = IWithdrawalQueue(vm.deployCode("WithdrawalQueue.sol:WithdrawalQueue", abi.encode(address(vault))));
        StrategyDouble strategy = _addStrategy();
        address[3] memory users = [alice, bob, eve];
        for (uint256 i; i < 3; ++i) {
            _deposit(users[i], 200e18);
            vm.prank(users[i]);
            vault.approve(address(queue), type(uint256).max);
        }
        _deploy(strategy, vault.idle());
        handler = new QueueHandler(queue, vault, lst, strategy, users);
        targetContract(address(handler));
        bytes4[] memory ends = new bytes4[](1);
        ends[0] = QueueHandler.leave.selector;
        excludeSelector(FuzzSelector(address(handler), ends));
        vm.allowCheatcodes(address(handler));
    }

    /// forge-config: default.invariant.runs = 500
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.include-push-bytes = false
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_TheQueue() public view {
        assertLe(handler.claimed() + handler.claimable(), handler.received(), "Q1: claims exceed what was received");
        assertEq(lst.balanceOf(address(queue)), handler.received() - handler.claimed(), "Q1: assets went elsewhere");
        assertEq(handler.broken(1), 0, "Q1: a push told something else than it received");
        assertGe(vault.balanceOf(address(queue)), queue.waitingShares(), "Q2: waiting shares are missing");
        assertEq(handler.broken(3), 0, "Q3: somebody was served before an earlier request");
        assertEq(handler.broken(4), 0, "Q4: what is claimable fell without a claim");
        assertEq(handler.broken(5), 0, "Q5: a request got something else than its shares were served at");
        assertEq(queue.waitingShares(), handler.pending(), "Q6: waiting shares are not the sum of what is pending");
        assertEq(handler.broken(6), 0, "Q6: pending shares moved by themselves");
        assertEq(
            handler.broken(7), 0, "Q7: a push looked at more than it was allowed, or wrote more than one checkpoint"
        );
        IERC721 receipts = IERC721(address(queue));
        uint256 held = receipts.balanceOf(alice) + receipts.balanceOf(bob) + receipts.balanceOf(eve);
        assertEq(held, handler.openRequests(), "Q9: receipts are not the open requests");
        assertEq(handler.broken(9), 0, "Q9: an empty request is open, or a closed one is not empty");
        assertEq(handler.broken(10), 0, "Q10: less than the minimum was left of a request");
    }

    function afterInvariant() public {
        handler.leave();
        assertEq(queue.waitingShares(), 0, "Q8: somebody still waits");
        assertEq(handler.openRequests(), 0, "Q8: a receipt is left");
        assertLe(lst.balanceOf(address(queue)), handler.mayStay(), "Q8: more than rounding stays");
        invariant_TheQueue();
    }
}
