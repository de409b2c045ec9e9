// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice Requests, services, claims, cancellations, operators and receipts over the real vault.
contract QueueTest is QueueFixture {
    function test_RequestTakesSharesAndMintsTheReceiptToTheController() public {
        vm.prank(alice);
        uint256 id = queue.requestRedeem(1e18, eve, alice);
        assertEq(id, 1);
        assertEq(_receipts().ownerOf(id), eve);
        assertEq(vault.balanceOf(address(queue)), 1e18);
        assertEq(queue.pendingRedeemRequest(id, eve), 1e18);
        assertEq(queue.pendingRedeemRequest(id, alice), 0);
        assertEq(queue.claimableRedeemRequest(id, eve), 0);
        assertEq(queue.waitingShares(), 1e18);
    }

    function test_RevertWhen_RequestTooSmall() public {
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalQueue.RequestTooSmall.selector, 1e15 - 1, 1e15));
        _request(alice, 1e15 - 1);
    }

    function test_ServesInOrderAndInPart() public {
        uint256 first = _request(alice, 10e18);
        uint256 second = _request(bob, 10e18);
        (uint256 shares, uint256 assets) = _push(15e18);
        assertApproxEqAbs(assets, 15e18, 2);
        assertEq(vault.balanceOf(address(queue)), 20e18 - shares);
        assertEq(queue.nextRequest(), second);
        assertEq(queue.pendingRedeemRequest(first, alice), 0);
        assertEq(queue.claimableRedeemRequest(second, bob), shares - 10e18);
        assertApproxEqAbs(_claim(alice, first), 10e18, 3);
        assertApproxEqAbs(_claim(bob, second), 5e18, 3);
        assertEq(_receipts().balanceOf(alice), 0);
        assertEq(_receipts().balanceOf(bob), 1);
        _push(type(uint256).max);
        assertApproxEqAbs(_claim(bob, second), 5e18, 3);
        assertEq(_receipts().balanceOf(bob), 0);
        assertLe(lst.balanceOf(address(queue)), 8);
    }

    function test_PushIsPreviewedAndBounded() public {
        for (uint256 i; i < 5; ++i) {
            _request(alice, 1e18);
        }
        strategy.setWithdrawableLimit(type(uint256).max);
        (uint256 shares, uint256 assets) = queue.previewPush(2);
        assertEq(shares, 2e18);
        (uint256 pushed, uint256 received) = queue.push(2);
        assertEq(pushed, shares);
        assertEq(received, assets);
        assertEq(queue.nextRequest(), 3);
        assertEq(queue.waitingShares(), 3e18);
    }

    function test_PushOfNothingIsNoError() public {
        (uint256 shares, uint256 assets) = queue.push(type(uint256).max);
        assertEq(shares + assets, 0);
        _request(alice, 1e18);
        (shares, assets) = queue.push(type(uint256).max);
        assertEq(shares + assets, 0);
        strategy.setWithdrawableLimit(1e14);
        (shares, assets) = queue.push(type(uint256).max);
        assertEq(shares + assets, 0, "a drip serves nothing");
        strategy.setWithdrawableLimit(type(uint256).max);
        (shares, assets) = queue.push(0);
        assertEq(shares + assets, 0);
        assertEq(queue.nextRequest(), 1);
    }

    /// @dev ATTACKS row 8.
    function test_ASlashReachesThoseWhoWaitAndNotThoseWhoWereServed() public {
        uint256 first = _request(alice, 10e18);
        _push(type(uint256).max);
        strategy.setWithdrawableLimit(0);
        uint256 second = _request(bob, 10e18);
        uint256 due = queue.requestState(first).claimableAssets;
        _lose(19e18);
        _push(type(uint256).max);
        assertApproxEqAbs(_claim(alice, first), 10e18, 3);
        assertEq(due, lst.balanceOf(alice));
        assertApproxEqRel(_claim(bob, second), 9e18, 0.001e18);
    }

    function test_CancelGivesBackWhatWaitsAndKeepsWhatWasServed() public {
        uint256 first = _request(alice, 10e18);
        uint256 second = _request(bob, 10e18);
        (uint256 served,) = _push(4e18);
        uint256 before = vault.balanceOf(alice);
        assertEq(_cancel(alice, first), 10e18 - served);
        assertEq(vault.balanceOf(alice) - before, 10e18 - served);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalQueue.NothingToCancel.selector, first));
        _cancel(alice, first);
        (uint256 shares,) = _push(type(uint256).max);
        assertEq(shares, 10e18, "the hole is not paid");
        assertApproxEqAbs(_claim(alice, first), 4e18, 3);
        assertApproxEqAbs(_claim(bob, second), 10e18, 3);
        assertEq(queue.waitingShares(), 0);
        assertLe(lst.balanceOf(address(queue)), 8);
    }

    function test_OperatorsRequestClaimAndCancel() public {
        vm.prank(alice);
        queue.setOperator(eve, true);
        vm.startPrank(eve);
        uint256 first = queue.requestRedeem(1e18, alice, alice);
        uint256 second = queue.requestRedeem(1e18, alice, alice);
        strategy.setWithdrawableLimit(type(uint256).max);
        queue.push(1);
        assertGt(queue.claim(first, eve), 0);
        assertEq(queue.cancel(second, eve), 1e18);
        vm.stopPrank();
        vm.prank(alice);
        queue.setOperator(eve, false);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalQueue.NotOwnerNorOperator.selector, alice, eve));
        vm.prank(eve);
        queue.requestRedeem(1e18, eve, alice);
    }

    function test_SupportsItsInterfaces() public view {
        IERC165 q = IERC165(address(queue));
        assertTrue(q.supportsInterface(0xe3bc4e65), "operators");
        assertTrue(q.supportsInterface(0x620ee8e4), "asynchronous redemption");
        assertTrue(q.supportsInterface(0x80ac58cd), "ERC-721");
        assertTrue(q.supportsInterface(0x01ffc9a7), "ERC-165");
        assertFalse(q.supportsInterface(0xffffffff));
        assertEq(queue.share(), address(vault));
        assertEq(queue.asset(), address(lst));
    }

    /// @dev Holes, prices that move between services, and claims in any number of steps: each gets what he was served at, never more in sum.
    function testFuzz_ClaimsNeverExceedWhatWasReceived(uint256 seed) public {
        uint256 received;
        uint256 claimed;
        uint256 tolerance;
        uint256[] memory ids = new uint256[](12);
        uint256[] memory due = new uint256[](12);
        for (uint256 i; i < 12; ++i) {
            ids[i] = _request(i % 2 == 0 ? alice : bob, bound(uint256(keccak256(abi.encode(seed, i))), 1e15, 8e18));
        }
        for (uint256 i; i < 12; ++i) {
            uint256 roll = uint256(keccak256(abi.encode(seed, "step", i)));
            if (roll % 3 == 0 && queue.requestState(ids[i]).pendingShares != 0) {
                _cancel(i % 2 == 0 ? alice : bob, ids[i]);
            }
            uint256[] memory before = _claimableShares(ids);
            (uint256 shares, uint256 assets) = _push(bound(roll >> 8, 1e15, 20e18));
            received += assets;
            if (shares != 0) {
                uint256[] memory afterwards = _claimableShares(ids);
                for (uint256 k; k < 12; ++k) {
                    due[k] += (afterwards[k] - before[k]) * assets / shares;
                }
                tolerance += 2;
            }
            if (roll % 2 == 0) _lose(0.3e18);
        }
        for (uint256 i; i < 12; ++i) {
            if (queue.requestState(ids[i]).claimableShares == 0) continue;
            uint256 assets = _claim(i % 2 == 0 ? alice : bob, ids[i]);
            assertApproxEqAbs(assets, due[i], 3 + tolerance, "each is paid what his shares were served at");
            claimed += assets;
        }
        assertLe(claimed, received, "claims exceed what was received");
        assertLe(received - claimed, 12 * 2 + tolerance, "more than rounding stayed behind");
    }

    function _claimableShares(uint256[] memory ids) private view returns (uint256[] memory shares) {
        shares = new uint256[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            shares[i] = queue.requestState(ids[i]).claimableShares;
        }
    }
}
