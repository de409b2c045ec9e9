// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IWETH9} from "contracts/interfaces/IWETH9.sol";
import {ILidoRequests} from "strategies/lido/ILidoRequests.sol";
import {ILidoLocator} from "strategies/lido/interfaces/ILidoLocator.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {IWithdrawalClaims} from "strategies/lido/interfaces/IWithdrawalClaims.sol";
import {IWstEthMint} from "strategies/lido/interfaces/IWstEthMint.sol";

/// @title LidoRequests
/// @notice Holds the withdrawal requests that one strategy has open at Lido.
///
/// ASSUMPTIONS
/// - The LST is wstETH, one for each share of stETH. The queue is the one that Lido's locator names when this is deployed; it is a proxy, so that the
///   address stays.
/// - The queue finalizes in the order of ids and pays by the rule of `IWithdrawalClaims`. In bunker mode it takes requests and pays by the same rule,
///   later; so they are made and valued as ever, and whether to make them then is the keeper's to decide.
///
/// ACCOUNTING
/// - Only requests made here count. One that a stranger transfers here is neither valued nor claimable; the same goes for LST, WETH and ether.
///
/// ROUNDING
/// - A request asks for up to two wei less than its LST are worth, which is Lido's rounding. A waiting one is valued with the divisions of the queue, so
///   that its finalization at an unchanged rate pays that to the wei.
///
/// LOSSES
/// - A slash before finalization lowers what a waiting request is worth, at once; one after finalization does not. Rewards are forgone from the request on.
///
/// LIVENESS
/// - A paused queue takes no request and finalizes none, and pays all the same what it has finalized. At most `maxOpen` are open, finalized ones included.
///
/// WHO CAN DO WHAT
/// - The owner, which deployed it: request, claim, and be paid. Everybody else: nothing. No approval outlives a request, no request is ever approved
///   to anybody, and ether is taken from the queue alone.
contract LidoRequests is ILidoRequests {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /* TYPES */

    /// @dev A request as it was made, in one word. @param checkpoint The last finalization before it, from which its own is looked for.
    struct Ticket {
        uint48 id;
        uint48 checkpoint;
        uint80 stEth;
        uint80 shares;
    }

    /* CONSTANTS */

    uint256 private constant MAX_OPEN = 24;
    uint256 private constant RAY = 1e27;

    address private immutable OWNER;
    IERC20 private immutable LST;
    IWETH9 private immutable WETH;
    IStEth private immutable STETH;
    IWithdrawalClaims private immutable QUEUE;

    /* STORAGE */

    Ticket[] private _tickets;

    /* INITIALIZE */

    constructor(address lst, address weth) {
        OWNER = msg.sender;
        LST = IERC20(lst);
        WETH = IWETH9(weth);
        STETH = IStEth(IWstEthMint(payable(lst)).stETH());
        QUEUE = IWithdrawalClaims(ILidoLocator(STETH.getLidoLocator()).withdrawalQueue());
    }

    modifier onlyOwner() {
        require(msg.sender == OWNER, OnlyOwner(msg.sender, OWNER));
        _;
    }

    receive() external payable {
        require(msg.sender == address(QUEUE), EtherRefused(msg.sender));
    }

    /* OWNER */

    /// @inheritdoc ILidoRequests
    function request(uint256 lst) external onlyOwner returns (uint256[] memory ids) {
        require(!QUEUE.isPaused(), RequestsPaused(QUEUE.getResumeSinceTimestamp()));
        uint256 most = STETH.getSharesByPooledEth(QUEUE.MAX_STETH_WITHDRAWAL_AMOUNT());
        (uint256 open, uint256 count) = (_tickets.length, Math.max(Math.ceilDiv(lst, most), 1));
        require(count <= MAX_OPEN - open, TooManyRequests(open, count, MAX_OPEN));
        uint256[] memory amounts = _split(lst, count);
        LST.forceApprove(address(QUEUE), lst);
        ids = QUEUE.requestWithdrawalsWstETH(amounts, address(this));
        emit Requested(ids, lst, _note(ids));
    }

    /// @inheritdoc ILidoRequests
    function claim(uint256[] calldata ids, uint256[] calldata hints) external onlyOwner returns (uint256 eth) {
        return _claim(ids, hints);
    }

    /// @inheritdoc ILidoRequests
    function claimFinalized() external onlyOwner returns (uint256 eth) {
        Request[] memory open = openRequests();
        uint256 count;
        while (count < open.length && open[count].finalized) ++count;
        if (count == 0) return 0;
        (uint256[] memory ids, uint256[] memory hints) = (new uint256[](count), new uint256[](count));
        for (uint256 i; i < count; ++i) {
            (ids[i], hints[i]) = (open[i].id, open[i].hint);
        }
        return _claim(ids, hints);
    }

    /* VIEWS */

    /// @inheritdoc ILidoRequests
    function pendingEth() external view returns (uint256 eth) {
        Request[] memory open = openRequests();
        for (uint256 i; i < open.length; ++i) {
            eth += open[i].eth;
        }
    }

    /// @inheritdoc ILidoRequests
    function openRequests() public view returns (Request[] memory open) {
        uint256 count = _tickets.length;
        if (count == 0) return open;
        open = new Request[](count);
        uint256 lastFinalized = QUEUE.getLastFinalizedRequestId();
        uint256 rateRay = STETH.getPooledEthByShares(RAY);
        uint256 finalized;
        uint256 checkpoint = type(uint256).max;
        for (uint256 i; i < count; ++i) {
            Ticket memory ticket = _tickets[i];
            bool done = ticket.id <= lastFinalized;
            if (done) (finalized, checkpoint) = (finalized + 1, Math.min(checkpoint, ticket.checkpoint));
            uint256 eth = done ? 0 : _payout(ticket.stEth, ticket.shares, rateRay);
            _insert(open, i, Request(ticket.id, ticket.stEth, ticket.shares, done, eth, 0));
        }
        if (finalized != 0) _price(open, finalized, checkpoint + 1);
    }

    /// @inheritdoc ILidoRequests
    function openCount() external view returns (uint256) {
        return _tickets.length;
    }

    /// @inheritdoc ILidoRequests
    function maxOpen() external pure returns (uint256) {
        return MAX_OPEN;
    }

    /// @inheritdoc ILidoRequests
    function owner() external view returns (address) {
        return OWNER;
    }

    /// @inheritdoc ILidoRequests
    function queue() external view returns (address) {
        return address(QUEUE);
    }

    /* INTERNAL */

    /// @dev Parts of equal size, so that none is too small; the first is the smallest.
    function _split(uint256 lst, uint256 count) private view returns (uint256[] memory amounts) {
        amounts = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            amounts[i] = lst / (count - i);
            lst -= amounts[i];
        }
        (uint256 smallest, uint256 least) =
            (STETH.getPooledEthByShares(amounts[0]), QUEUE.MIN_STETH_WITHDRAWAL_AMOUNT());
        require(smallest >= least, RequestBelowMinimum(smallest, least));
    }

    /// @dev As the queue has noted them, so that its rounding is ours.
    function _note(uint256[] memory ids) private returns (uint256 stEth) {
        IWithdrawalClaims.WithdrawalRequestStatus[] memory made = QUEUE.getWithdrawalStatus(ids);
        uint48 checkpoint = QUEUE.getLastCheckpointIndex().toUint48();
        for (uint256 i; i < ids.length; ++i) {
            (uint256 asked, uint256 shares) = (made[i].amountOfStETH, made[i].amountOfShares);
            _tickets.push(Ticket(ids[i].toUint48(), checkpoint, asked.toUint80(), shares.toUint80()));
            stEth += asked;
        }
    }

    function _claim(uint256[] memory ids, uint256[] memory hints) private returns (uint256 eth) {
        uint256 lastFinalized = QUEUE.getLastFinalizedRequestId();
        for (uint256 i; i < ids.length; ++i) {
            _remove(ids[i]);
            require(ids[i] <= lastFinalized, RequestNotFinalized(ids[i], lastFinalized));
        }
        uint256 balanceBefore = address(this).balance;
        QUEUE.claimWithdrawals(ids, hints);
        eth = address(this).balance - balanceBefore;
        WETH.deposit{value: eth}();
        IERC20(WETH).safeTransfer(OWNER, eth);
        emit Claimed(ids, eth);
    }

    function _remove(uint256 id) private {
        uint256 last = _tickets.length;
        for (uint256 i; i < last; ++i) {
            if (_tickets[i].id != id) continue;
            if (i != last - 1) _tickets[i] = _tickets[last - 1];
            _tickets.pop();
            return;
        }
        revert RequestUnknown(id);
    }

    /// @dev Into the first `count`, which ascend by id.
    function _insert(Request[] memory sorted, uint256 count, Request memory added) private pure {
        for (; count != 0 && sorted[count - 1].id > added.id; --count) {
            sorted[count] = sorted[count - 1];
        }
        sorted[count] = added;
    }

    /// @dev What waits for the first `count`, which were finalized at `checkpoint` or later.
    function _price(Request[] memory open, uint256 count, uint256 checkpoint) private view {
        uint256[] memory ids = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = open[i].id;
        }
        uint256[] memory hints = QUEUE.findCheckpointHints(ids, checkpoint, QUEUE.getLastCheckpointIndex());
        uint256[] memory claimable = QUEUE.getClaimableEther(ids, hints);
        for (uint256 i; i < count; ++i) {
            (open[i].eth, open[i].hint) = (claimable[i], hints[i]);
        }
    }

    /// @dev What the queue would pay if it finalized at `rateRay`: falls with the rate and rises to what was asked for, no further.
    function _payout(uint256 stEth, uint256 shares, uint256 rateRay) private pure returns (uint256) {
        return stEth * RAY / shares > rateRay ? shares * rateRay / RAY : stEth;
    }
}
