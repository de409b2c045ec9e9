// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice ATTACKS row 23: what one who waits, or a stranger, can do to others.
contract QueueGriefingTest is QueueFixture {
    function test_TwoThousandDustRequestsCostAPushOneReadEach() public {
        for (uint256 i; i < 2_000; ++i) {
            _request(alice, 1e15);
        }
        uint256 honest = _request(bob, 10e18);
        strategy.setWithdrawableLimit(type(uint256).max);
        queue.push(1_000);
        assertLt(vm.lastCallGas().gasTotalUsed, 4_000_000);
        assertEq(queue.nextRequest(), 1_001);
        queue.push(1_001);
        assertApproxEqAbs(_claim(bob, honest), 10e18, 3);
    }

    function test_CancelledDustIsPassedByBoundedPushesWithoutLiquidity() public {
        for (uint256 i; i < 500; ++i) {
            _cancel(alice, _request(alice, 1e15));
        }
        uint256 honest = _request(bob, 10e18);
        queue.push(300);
        assertEq(queue.nextRequest(), 301);
        queue.push(300);
        assertEq(queue.nextRequest(), honest);
        (uint256 shares,) = _push(type(uint256).max);
        assertEq(shares, 10e18);
    }

    function test_RevertWhen_StrangerRequestsClaimsOrCancelsForAnother() public {
        uint256 id = _request(alice, 1e18);
        bytes memory refusal = abi.encodeWithSelector(IWithdrawalQueue.NotOwnerNorOperator.selector, alice, eve);
        vm.startPrank(eve);
        vm.expectRevert(refusal);
        queue.requestRedeem(1e18, eve, alice);
        vm.expectRevert(refusal);
        queue.cancel(id, eve);
        vm.expectRevert(refusal);
        queue.claim(id, eve);
    }

    function test_RevertWhen_ClaimedTwice() public {
        uint256 id = _request(alice, 10e18);
        _push(5e18);
        _claim(alice, id);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalQueue.NothingToClaim.selector, id));
        _claim(alice, id);
        _push(type(uint256).max);
        uint256[] memory twice = new uint256[](2);
        (twice[0], twice[1]) = (id, id);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, id));
        vm.prank(alice);
        queue.claim(twice, alice);
        _claim(alice, id);
    }

    function test_TheReceiptCarriesTheClaim() public {
        uint256 id = _request(alice, 1e18);
        _push(type(uint256).max);
        vm.prank(alice);
        _receipts().transferFrom(alice, eve, id);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalQueue.NotOwnerNorOperator.selector, eve, alice));
        _claim(alice, id);
        assertApproxEqAbs(_claim(eve, id), 1e18, 3);
    }

    function test_NothingIsServedInTheMiddleOfABatch() public {
        _request(alice, 1e18);
        _push(0);
        strategy.setWithdrawableLimit(type(uint256).max);
        strategy.setCallBack(address(queue), abi.encodeCall(IWithdrawalQueue.push, (1)));
        _manage(strategy, "");
        assertTrue(strategy.callBackSucceeded(), "the vault is locked, and a push is no error then");
        assertEq(strategy.callBackAnswer(), abi.encode(0, 0), "nothing is served");
        assertEq(queue.waitingShares(), 1e18);
        queue.push(1);
        assertEq(queue.waitingShares(), 0);
    }
}
