// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice What the queue does when the vault is silent, worthless or nearly dry: it serves nothing, stops nobody, and goes on afterwards.
contract QueueLivenessTest is QueueFixture {
    function test_ASilentVaultIsNoErrorAndHoldsNobody() public {
        uint256 first = _request(alice, 1e18);
        uint256 second = _request(bob, 1e18);
        strategy.setWithdrawableLimit(type(uint256).max);
        strategy.setMode(StrategyDouble.Mode.RevertOnExposure);
        vm.expectRevert();
        vault.maxRedeem(address(queue));
        _assertNothingServed(10);
        assertEq(_cancel(alice, first), 1e18);
        queue.push(10);
        assertEq(queue.nextRequest(), second, "what was cancelled is passed meanwhile");
        strategy.setMode(StrategyDouble.Mode.Honest);
        queue.push(10);
        assertApproxEqAbs(_claim(bob, second), 1e18, 3);
    }

    /// @dev With 10,000 LST lost but 1,000 wei, a smallest request is worth a tenth of a wei.
    function test_ARequestWorthUnderAWeiIsNotRoundedAway() public {
        _join(eve, 10_000e18);
        _deploy(strategy, vault.idle());
        uint256 dust = _request(alice, 1e15);
        uint256 big = _request(eve, 5_000e18);
        strategy.setWithdrawableLimit(type(uint256).max);
        _lose(uint256(strategy.lst()) - 1_000);
        assertGt(vault.maxRedeem(address(queue)), 1e15);
        _assertNothingServed(1);
        assertEq(queue.requestState(dust).pendingShares, 1e15);
        (uint256 shares, uint256 assets) = queue.push(2);
        assertGt(shares, 1e15, "together with others it is served");
        assertGt(assets, 0);
        assertGe(queue.requestState(big).claimableAssets, assets - 2);
    }

    /// @dev The vault recognises a loss at once, booked or not, so that it cannot be taken for a discount that stops the service.
    function test_ALossThatNobodyBookedIsNoDiscount() public {
        uint256 id = _request(alice, 10e18);
        strategy.lose(20e18);
        _push(type(uint256).max);
        assertApproxEqRel(_claim(alice, id), 9e18, 0.001e18);
    }

    function test_AfterATotalLossOneCanRequestAndCancel() public {
        strategy.setWithdrawableLimit(type(uint256).max);
        _lose(uint256(strategy.lst()) + 2e18);
        uint256 id = _request(alice, 10e18);
        _assertNothingServed(10);
        assertEq(_cancel(alice, id), 10e18);
    }

    function test_NoRestUnderTheMinimumIsLeft() public {
        uint256 id = _request(alice, 10e18);
        (uint256 shares,) = _push(10e18 - 1);
        assertEq(shares, 10e18 - 1e15);
        assertEq(queue.requestState(id).pendingShares, 1e15);
        (shares,) = _push(1e15 - 1e10);
        assertEq(shares, 0, "a drip serves nothing");
        (shares,) = _push(1e16);
        assertEq(shares, 1e15);
        assertApproxEqAbs(_claim(alice, id), 10e18, 4);
    }

    function testFuzz_PartsAndRestsAreAtLeastTheMinimum(uint256[6] memory amounts, uint256[8] memory liquidity) public {
        for (uint256 i; i < 6; ++i) {
            _request(alice, amounts[i] % 2 == 0 ? bound(amounts[i], 1e15, 4e15) : bound(amounts[i], 1e15, 10e18));
        }
        for (uint256 i; i < 8; ++i) {
            uint256 next = queue.nextRequest();
            uint256 before = queue.requestState(next).pendingShares;
            (uint256 shares,) = _push(bound(liquidity[i], 0, liquidity[i] % 2 == 0 ? 6e15 : 12e18));
            assertTrue(shares == 0 || shares >= 1e15, "a drip was served");
            for (uint256 id = 1; id <= 6; ++id) {
                uint256 waits = queue.requestState(id).pendingShares;
                assertTrue(waits == 0 || waits >= 1e15, "a rest under the minimum was left");
            }
            uint256 part = before - queue.requestState(next).pendingShares;
            assertTrue(part == 0 || part >= 1e15, "a part under the minimum was served");
        }
    }

    /// @dev He asks for one share more than can be paid, so that its rest would be worth nothing, and puts cancelled requests behind it: were the rest
    /// left, bounded pushes would look at it, find it too small to redeem, and never get past.
    function test_ARestThatIsWorthNothingCannotStopTheLine() public {
        _lose(60e18);
        vm.prank(bob);
        vault.transfer(address(queue), 20e18);
        strategy.setWithdrawableLimit(5e18);
        uint256 rest = _request(alice, vault.maxRedeem(address(queue)) + 1);
        queue.push(1);
        assertEq(vault.previewRedeem(1), 0);
        assertEq(queue.requestState(rest).pendingShares, 1e15);
        for (uint256 i; i < 100; ++i) {
            _cancel(alice, _request(alice, 1e15));
        }
        uint256 honest = _request(bob, 10e18);
        strategy.setWithdrawableLimit(type(uint256).max);
        queue.push(60);
        queue.push(60);
        assertEq(queue.requestState(honest).pendingShares, 0);
    }

    function _assertNothingServed(uint256 maxRequests) private {
        (uint256 shares, uint256 assets) = queue.previewPush(maxRequests);
        assertEq(shares + assets, 0, "preview");
        uint256 waiting = queue.waitingShares();
        (shares, assets) = queue.push(maxRequests);
        assertEq(shares + assets, 0, "push");
        assertEq(queue.waitingShares(), waiting);
    }
}
