// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {HookLst, ITransferHook} from "test/support/HookLst.sol";
import {TestLst} from "test/support/TestLst.sol";
import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice One who waits and is called in the middle of what the queue does; he then calls the queue.
contract HookedWaiter is ITransferHook {
    address private immutable QUEUE;
    bytes private _call;
    bool private _refuses;
    bool public succeeded;
    bytes public answer;
    uint256 public calls;

    error Refused();

    constructor(address queue) {
        QUEUE = queue;
    }

    function arm(bytes calldata call) external {
        (_call, calls) = (call, 0);
    }

    function setRefuses(bool refuses) external {
        _refuses = refuses;
    }

    function onTransfer(address, address, uint256) external {
        require(!_refuses, Refused());
        strike();
    }

    function strike() public {
        if (_call.length == 0) return;
        ++calls;
        (succeeded, answer) = QUEUE.call(_call);
    }
}

/// @notice Through an asset that calls its holders, or a strategy, nobody enters the queue while it pushes or pays.
contract QueueReentrancyTest is QueueFixture {
    HookedWaiter private waiter;
    uint256 private served;
    uint256 private waits;

    /// @dev Each of the waiter's calls would succeed if it came at another time.
    function setUp() public override {
        super.setUp();
        waiter = new HookedWaiter(address(queue));
        HookLst(address(lst)).setHooked(address(waiter), true);
        _join(address(waiter), 50e18);
        _deploy(strategy, vault.idle());
        served = _request(address(waiter), 10e18);
        _push(10e18 + 10);
        waits = _request(address(waiter), 10e18);
        strategy.setWithdrawableLimit(type(uint256).max);
    }

    function _newLst() internal override returns (TestLst) {
        return new HookLst();
    }

    function _ways() private view returns (bytes[] memory ways) {
        uint256[] memory ids = new uint256[](1);
        ids[0] = served;
        ways = new bytes[](5);
        ways[0] = abi.encodeCall(IWithdrawalQueue.push, (1));
        ways[1] = abi.encodeWithSignature("claim(uint256,address)", served, alice);
        ways[2] = abi.encodeWithSignature("claim(uint256[],address)", ids, alice);
        ways[3] = abi.encodeCall(IWithdrawalQueue.cancel, (waits, alice));
        ways[4] = abi.encodeWithSignature("requestRedeem(uint256,address,address)", 1e18, waiter, waiter);
    }

    function _assertRefused(bytes memory way) private view {
        assertEq(waiter.calls(), 1, "the call-back did not arrive");
        assertFalse(waiter.succeeded(), vm.toString(way));
        assertEq(bytes4(waiter.answer()), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
    }

    function test_EachWaySucceedsAtAnotherTime() public {
        bytes[] memory ways = _ways();
        for (uint256 i; i < ways.length; ++i) {
            uint256 before = vm.snapshotState();
            waiter.arm(ways[i]);
            waiter.strike();
            assertTrue(waiter.succeeded(), vm.toString(ways[i]));
            vm.revertToState(before);
        }
    }

    function test_NobodyEntersInTheMiddleOfAPush() public {
        bytes[] memory ways = _ways();
        for (uint256 i; i < ways.length; ++i) {
            uint256 before = vm.snapshotState();
            waiter.arm(ways[i]);
            strategy.setCallBack(address(waiter), abi.encodeCall(HookedWaiter.strike, ()));
            (uint256 shares,) = queue.push(1);
            assertEq(shares, 10e18);
            _assertRefused(ways[i]);
            vm.revertToState(before);
        }
    }

    function test_NobodyEntersInTheMiddleOfAClaim() public {
        uint256 other = _servedToAnother();
        bytes[] memory ways = _ways();
        for (uint256 i; i < ways.length; ++i) {
            uint256 before = vm.snapshotState();
            waiter.arm(ways[i]);
            vm.prank(bob);
            queue.claim(other, address(waiter));
            _assertRefused(ways[i]);
            vm.revertToState(before);
        }
    }

    function test_NobodyEntersInTheMiddleOfABatchOfClaims() public {
        uint256[] memory ids = new uint256[](1);
        ids[0] = _servedToAnother();
        bytes[] memory ways = _ways();
        for (uint256 i; i < ways.length; ++i) {
            uint256 before = vm.snapshotState();
            waiter.arm(ways[i]);
            vm.prank(bob);
            queue.claim(ids, address(waiter));
            _assertRefused(ways[i]);
            vm.revertToState(before);
        }
    }

    function test_AReceiverThatRefusesStopsNobodyElse() public {
        uint256 other = _request(bob, 5e18);
        waiter.setRefuses(true);
        queue.push(2);
        vm.expectRevert(HookedWaiter.Refused.selector);
        _claim(address(waiter), served);
        assertEq(_receipts().ownerOf(served), address(waiter));
        assertApproxEqAbs(_claim(bob, other), 5e18, 3);
        vm.prank(address(waiter));
        assertApproxEqAbs(queue.claim(served, alice), 10e18, 3);
    }

    /// @dev Bob's served request; the waiter's second one still waits behind it.
    function _servedToAnother() private returns (uint256 id) {
        vm.prank(address(waiter));
        queue.cancel(waits, address(waiter));
        id = _request(bob, 5e18);
        waits = _request(address(waiter), 10e18);
        queue.push(2);
        assertEq(queue.requestState(id).pendingShares, 0);
        assertEq(queue.requestState(waits).pendingShares, 10e18);
    }
}
