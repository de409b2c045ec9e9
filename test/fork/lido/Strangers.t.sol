// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {ILidoQueue} from "strategies/lido/ILidoQueue.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {LidoQueueTest} from "test/fork/lido/LidoQueueTest.sol";

/// @notice Nobody but the vault has anything done, and nobody gets anything out.
contract StrangersTest is LidoQueueTest {
    error NotOwner(address sender, address owner);
    error NotOwnerOrApproved(address sender);
    error TransferToNonIERC721Receiver(address to);

    uint256 private id;

    function setUp() public override {
        super.setUp();
        _enter(100e18);
        _request(40e18);
        _finalize();
        id = holder.openRequests()[0].id;
    }

    function test_RevertWhen_AStrangerOperatesTheStrategy() public {
        uint256[] memory none = new uint256[](0);
        bytes memory refusal = abi.encodeWithSelector(IStrategy.OnlyVault.selector, stranger, address(vault));
        vm.startPrank(stranger);
        vm.expectRevert(refusal);
        strategy.request(1e18);
        vm.expectRevert(refusal);
        strategy.claim(none, none);
        vm.expectRevert(refusal);
        strategy.buyLst(1e18, 0);
        vm.expectRevert(refusal);
        strategy.deploy(0, "");
        vm.expectRevert(refusal);
        strategy.free(1e18, "");
        vm.expectRevert(refusal);
        strategy.unwind(WAD);
        vm.expectRevert(refusal);
        strategy.manage(abi.encodeCall(ILidoQueue.request, (1e18)));
        vm.expectRevert(abi.encodeWithSelector(IStrategy.UnexpectedCallback.selector, stranger));
        strategy.uniswapV3SwapCallback(0, 1e18, "");
        vm.stopPrank();
    }

    /// @dev Neither a stranger nor the vault, only the strategy.
    function test_RevertWhen_AnotherThanTheStrategyOperatesTheHolder() public {
        uint256[] memory ids = new uint256[](1);
        uint256[] memory hints = new uint256[](1);
        (ids[0], hints[0]) = (id, 1);
        address[2] memory callers = [stranger, address(vault)];
        for (uint256 i; i < 2; ++i) {
            bytes memory refusal =
                abi.encodeWithSelector(ILidoRequests.OnlyOwner.selector, callers[i], address(strategy));
            vm.startPrank(callers[i]);
            vm.expectRevert(refusal);
            holder.request(1e18);
            vm.expectRevert(refusal);
            holder.claim(ids, hints);
            vm.expectRevert(refusal);
            holder.claimFinalized();
            vm.stopPrank();
        }
        assertEq(holder.owner(), address(strategy));
        assertEq(holder.queue(), address(QUEUE));
    }

    function test_RevertWhen_AStrangerGoesToTheIssuer() public {
        uint256[] memory ids = new uint256[](1);
        uint256[] memory hints = new uint256[](1);
        (ids[0], hints[0]) = (id, holder.openRequests()[0].hint);
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(NotOwner.selector, stranger, address(holder)));
        QUEUE.claimWithdrawals(ids, hints);
        vm.expectRevert(abi.encodeWithSelector(NotOwnerOrApproved.selector, stranger));
        IERC721(address(QUEUE)).transferFrom(address(holder), stranger, id);
        vm.stopPrank();
        assertEq(IERC721(address(QUEUE)).getApproved(id), address(0));
    }

    function test_RevertWhen_SomebodySendsEther() public {
        vm.deal(stranger, 2e18);
        vm.startPrank(stranger);
        (bool ok, bytes memory reason) = address(holder).call{value: 1e18}("");
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(ILidoRequests.EtherRefused.selector, stranger));
        (ok, reason) = address(strategy).call{value: 1e18}("");
        assertFalse(ok);
        assertEq(reason, abi.encodeWithSelector(IStrategy.UnexpectedCallback.selector, stranger));
        vm.stopPrank();
    }

    /// @dev By the safe way a request cannot be given at all.
    function test_RevertWhen_ARequestIsGivenSafely() public {
        deal(address(LST), stranger, 1e18);
        uint256[] memory amounts = new uint256[](1);
        amounts[0] = 1e18;
        vm.startPrank(stranger);
        LST.approve(address(QUEUE), 1e18);
        uint256 theirs = QUEUE.requestWithdrawalsWstETH(amounts, stranger)[0];
        vm.expectRevert(abi.encodeWithSelector(TransferToNonIERC721Receiver.selector, address(holder)));
        IERC721(address(QUEUE)).safeTransferFrom(stranger, address(holder), theirs);
        vm.stopPrank();
    }
}
