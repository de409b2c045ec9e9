// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/interfaces/IERC721.sol";
import {IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {QueueFixture} from "test/unit/queue/QueueFixture.sol";

/// @notice Who may do what with a receipt, and where what it stands for can be sent.
contract QueueReceiptsTest is QueueFixture {
    function test_AReceiptCarriesWhatWaitsAndWhatIsClaimable() public {
        uint256 id = _request(alice, 10e18);
        (uint256 served,) = _push(4e18);
        vm.prank(alice);
        queue.setOperator(bob, true);
        vm.prank(alice);
        _receipts().transferFrom(alice, eve, id);
        assertEq(queue.pendingRedeemRequest(id, eve), 10e18 - served);
        assertEq(queue.claimableRedeemRequest(id, eve), served);
        assertEq(queue.pendingRedeemRequest(id, alice) + queue.claimableRedeemRequest(id, alice), 0);
        bytes memory refusal = abi.encodeWithSelector(IWithdrawalQueue.NotOwnerNorOperator.selector, eve, bob);
        vm.expectRevert(refusal);
        _cancel(bob, id);
        vm.expectRevert(refusal);
        _claim(bob, id);
        assertEq(_cancel(eve, id), 10e18 - served);
        assertEq(vault.balanceOf(eve), 10e18 - served);
        assertApproxEqAbs(_claim(eve, id), 4e18, 3);
    }

    /// @dev ERC-721's approvals and ERC-7540's operators are two things: the first move the receipt, the second act for its owner.
    function test_AnApprovalMovesTheReceiptAndDoesNothingElse() public {
        uint256 id = _request(alice, 10e18);
        _push(type(uint256).max);
        bytes memory refusal = abi.encodeWithSelector(IWithdrawalQueue.NotOwnerNorOperator.selector, alice, eve);
        vm.startPrank(alice);
        _receipts().approve(eve, id);
        _receipts().setApprovalForAll(eve, true);
        vm.stopPrank();
        vm.expectRevert(refusal);
        _claim(eve, id);
        vm.expectRevert(refusal);
        _cancel(eve, id);
        vm.prank(eve);
        _receipts().transferFrom(alice, eve, id);
        assertApproxEqAbs(_claim(eve, id), 10e18, 3);
    }

    function test_AnOperatorCannotMoveTheReceipt() public {
        uint256 id = _request(alice, 10e18);
        vm.prank(alice);
        queue.setOperator(eve, true);
        IERC721 receipts = _receipts();
        vm.expectPartialRevert(bytes4(keccak256("ERC721InsufficientApproval(address,uint256)")));
        vm.prank(eve);
        receipts.transferFrom(alice, eve, id);
    }

    function test_RevertWhen_OperatorIsTheCaller() public {
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalQueue.OperatorIsCaller.selector, alice));
        vm.prank(alice);
        queue.setOperator(alice, true);
    }

    /// @dev Minting asks nothing of the controller, so that none can refuse or enter.
    function test_AContractThatKnowsNoReceiptsCanHoldOne() public {
        vm.prank(alice);
        uint256 id = queue.requestRedeem(1e18, address(lst), alice);
        assertEq(_receipts().ownerOf(id), address(lst));
    }

    function test_RevertWhen_SentToTheQueueOrNobody() public {
        uint256 served = _request(alice, 1e18);
        _push(type(uint256).max);
        uint256 waits = _request(alice, 1e18);
        uint256[] memory ids = new uint256[](1);
        ids[0] = served;
        address[2] memory nowhere = [address(queue), address(0)];
        vm.startPrank(alice);
        for (uint256 i; i < 2; ++i) {
            bytes memory refusal = abi.encodeWithSelector(IWithdrawalQueue.InvalidReceiver.selector, nowhere[i]);
            vm.expectRevert(refusal);
            queue.claim(served, nowhere[i]);
            vm.expectRevert(refusal);
            queue.claim(ids, nowhere[i]);
            vm.expectRevert(refusal);
            queue.cancel(waits, nowhere[i]);
            vm.expectRevert(refusal);
            queue.requestRedeem(1e18, nowhere[i], alice);
        }
    }

    function test_ABatchOfClaimsPaysTheSumToOne() public {
        uint256[] memory ids = new uint256[](3);
        for (uint256 i; i < 3; ++i) {
            ids[i] = _request(alice, (i + 1) * 1e18);
        }
        _push(type(uint256).max);
        uint256 due;
        for (uint256 i; i < 3; ++i) {
            due += queue.requestState(ids[i]).claimableAssets;
        }
        vm.prank(alice);
        assertEq(queue.claim(ids, eve), due);
        assertEq(lst.balanceOf(eve), due);
        assertApproxEqAbs(due, 6e18, 7);
        assertEq(_receipts().balanceOf(alice), 0);
        vm.prank(alice);
        assertEq(queue.claim(new uint256[](0), eve), 0);
    }

    function test_RevertWhen_ABatchHoldsAForeignReceipt() public {
        uint256[] memory ids = new uint256[](2);
        (ids[0], ids[1]) = (_request(alice, 1e18), _request(bob, 1e18));
        _push(type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalQueue.NotOwnerNorOperator.selector, bob, alice));
        vm.prank(alice);
        queue.claim(ids, alice);
        assertEq(_receipts().ownerOf(ids[0]), alice, "all or none");
    }
}
