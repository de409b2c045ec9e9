// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {WithdrawalLedger} from "./WithdrawalLedger.sol";

/// @notice MODEL (ours, not Lido's code). The token half of the withdrawal queue: an unclaimed request is an ERC-721 token.
abstract contract WithdrawalTicket is WithdrawalLedger, IERC721Metadata {
    using EnumerableSet for EnumerableSet.UintSet;
    using Strings for uint256;

    string public constant override name = "Lido: stETH Withdrawal NFT";
    string public constant override symbol = "unstETH";

    mapping(uint256 id => address) private _approvals;
    mapping(address owner => mapping(address operator => bool)) public override isApprovedForAll;
    string public getBaseURI;

    function balanceOf(address owner) external view override returns (uint256) {
        if (owner == address(0)) revert InvalidOwnerAddress(owner);
        return _owned[owner].length();
    }

    function ownerOf(uint256 id) public view override returns (address) {
        _requireRequest(id);
        if (_requests[id].claimed) revert RequestAlreadyClaimed(id);
        return _requests[id].owner;
    }

    function getApproved(uint256 id) external view override returns (address) {
        if (!_isOpen(id)) revert InvalidRequestId(id);
        return _approvals[id];
    }

    function tokenURI(uint256 id) external view override returns (string memory uri) {
        if (!_isOpen(id)) revert InvalidRequestId(id);
        if (bytes(getBaseURI).length == 0) return "";
        WithdrawalRequestStatus memory status = _statusOf(id);
        uri = string.concat(getBaseURI, "/", id.toString(), "?requested=", status.amountOfStETH.toString());
        uri = string.concat(uri, "&created_at=", status.timestamp.toString());
        if (!status.isFinalized) return uri;
        uint256 amount = _claimable(id, _findHint(id, 1, getLastCheckpointIndex));
        return string.concat(uri, "&finalized=", amount.toString());
    }

    function approve(address to, uint256 id) external override {
        address owner = ownerOf(id);
        if (to == owner) revert ApprovalToOwner();
        if (msg.sender != owner && !isApprovedForAll[owner][msg.sender]) revert NotOwnerOrApprovedForAll(msg.sender);
        _approvals[id] = to;
        emit Approval(owner, to, id);
    }

    function setApprovalForAll(address operator, bool approved) external override {
        if (operator == msg.sender) revert ApproveToCaller();
        isApprovedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    function transferFrom(address from, address to, uint256 id) public override {
        if (to == address(0)) revert TransferToZeroAddress();
        if (to == from) revert TransferToThemselves();
        address owner = ownerOf(id);
        if (from != owner) revert TransferFromIncorrectOwner(from, owner);
        if (msg.sender != from && !isApprovedForAll[from][msg.sender] && msg.sender != _approvals[id]) {
            revert NotOwnerOrApproved(msg.sender);
        }
        delete _approvals[id];
        _requests[id].owner = to;
        _owned[from].remove(id);
        _owned[to].add(id);
        emit Transfer(from, to, id);
    }

    function safeTransferFrom(address from, address to, uint256 id) external override {
        safeTransferFrom(from, to, id, "");
    }

    function safeTransferFrom(address from, address to, uint256 id, bytes memory data) public override {
        transferFrom(from, to, id);
        if (to.code.length == 0) return;
        try IERC721Receiver(to).onERC721Received(msg.sender, from, id, data) returns (bytes4 answer) {
            if (answer != IERC721Receiver.onERC721Received.selector) revert TransferToNonIERC721Receiver(to);
        } catch (bytes memory reason) {
            if (reason.length == 0) revert TransferToNonIERC721Receiver(to);
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
    }

    function _isTicketInterface(bytes4 id) internal pure returns (bool) {
        // The last one is ERC-4906 (metadata updates), whose number is fixed by the standard.
        return id == type(IERC165).interfaceId || id == type(IERC721).interfaceId
            || id == type(IERC721Metadata).interfaceId || id == 0x49064906;
    }

    function _isOpen(uint256 id) private view returns (bool) {
        return id > 0 && id <= getLastRequestId && !_requests[id].claimed;
    }
}
