// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {WithdrawalQueueTypes} from "./WithdrawalQueueTypes.sol";

/// @notice MODEL (ours, not Lido's code). The arithmetic of the withdrawal queue: running sums, batches, checkpoints, claims.
/// @dev A request is worth what it asked for, or its shares at the rate of its finalization where that is lower. Requests hold running sums, so
/// that a batch is a difference of two; the request before the first one is an empty one with the id 0.
abstract contract WithdrawalLedger is WithdrawalQueueTypes {
    using EnumerableSet for EnumerableSet.UintSet;

    struct Request {
        uint128 stEthSum;
        uint128 sharesSum;
        address owner;
        uint40 timestamp;
        bool claimed;
        uint40 reportTimestamp;
    }

    struct Checkpoint {
        uint256 fromRequestId;
        uint256 maxShareRate;
    }

    uint256 public constant MAX_BATCHES_LENGTH = 36;
    uint256 internal constant RATE_UNIT = 1e27;

    mapping(uint256 id => Request) internal _requests;
    mapping(uint256 index => Checkpoint) private _checkpoints;
    mapping(address owner => EnumerableSet.UintSet) internal _owned;
    uint256 internal _lastReportTimestamp;

    uint256 public getLastRequestId;
    uint256 public getLastFinalizedRequestId;
    uint256 public getLastCheckpointIndex;
    uint256 public getLockedEtherAmount;

    /* VIEWS */

    function unfinalizedRequestNumber() external view returns (uint256) {
        return getLastRequestId - getLastFinalizedRequestId;
    }

    function unfinalizedStETH() external view returns (uint256) {
        return _requests[getLastRequestId].stEthSum - _requests[getLastFinalizedRequestId].stEthSum;
    }

    /// @notice What finalizing up to the last of `batches` locks and burns at a share rate (27 decimals).
    function prefinalize(uint256[] calldata batches, uint256 maxShareRate)
        external
        view
        returns (uint256 etherToLock, uint256 sharesToBurn)
    {
        if (maxShareRate == 0) revert ZeroShareRate();
        if (batches.length == 0) revert EmptyBatches();
        uint256 previous = getLastFinalizedRequestId;
        if (batches[0] <= previous) revert InvalidRequestId(batches[0]);
        if (batches[batches.length - 1] > getLastRequestId) revert InvalidRequestId(batches[batches.length - 1]);
        for (uint256 i = 0; i < batches.length; i++) {
            if (batches[i] <= previous) revert BatchesAreNotSorted();
            (uint256 rate, uint256 stEth, uint256 shares) = _between(previous, batches[i]);
            etherToLock += _payout(rate, stEth, shares, maxShareRate);
            sharesToBurn += shares;
            previous = batches[i];
        }
    }

    /// @notice Cuts the waiting requests that a budget can pay into batches that lie wholly over or wholly under the rate.
    function calculateFinalizationBatches(
        uint256 maxShareRate,
        uint256 maxTimestamp,
        uint256 maxRequestsPerCall,
        BatchesCalculationState memory state
    ) external view returns (BatchesCalculationState memory) {
        if (state.finished || state.remainingEthBudget == 0) revert InvalidState();
        uint256 previous = state.batchesLength == 0 ? getLastFinalizedRequestId : state.batches[state.batchesLength - 1];
        uint256 previousRate;
        if (state.batchesLength != 0) (previousRate,,) = _between(previous - 1, previous);
        uint256 id = previous + 1;
        uint256 end = getLastRequestId + 1;
        uint256 callEnd = id + maxRequestsPerCall;
        for (; id < end && id < callEnd && _requests[id].timestamp <= maxTimestamp; id++) {
            uint256 rate;
            {
                uint256 payout;
                (rate, payout) = _payoutOf(id, maxShareRate);
                if (payout > state.remainingEthBudget) break;
                state.remainingEthBudget -= payout;
            }
            if (state.batchesLength == 0 || !_isSameSide(id, previousRate, rate, maxShareRate)) {
                if (state.batchesLength == MAX_BATCHES_LENGTH) break;
                state.batchesLength++;
            }
            state.batches[state.batchesLength - 1] = id;
            previousRate = rate;
        }
        state.finished = id == end || id < callEnd;
        return state;
    }

    /* INTERNAL */

    function _initializeLedger() internal {
        _requests[0] = Request(0, 0, address(0), uint40(block.timestamp), true, 0);
    }

    function _enqueue(uint256 stEth, uint256 shares, address owner) internal returns (uint256 id) {
        Request storage last = _requests[getLastRequestId];
        id = ++getLastRequestId;
        _requests[id] = Request(
            last.stEthSum + uint128(stEth),
            last.sharesSum + uint128(shares),
            owner,
            uint40(block.timestamp),
            false,
            uint40(_lastReportTimestamp)
        );
        _owned[owner].add(id);
        emit WithdrawalRequested(id, msg.sender, owner, stEth, shares);
    }

    function _finalize(uint256 last, uint256 etherToLock, uint256 maxShareRate) internal {
        uint256 previous = getLastFinalizedRequestId;
        if (last > getLastRequestId || last <= previous) revert InvalidRequestId(last);
        uint256 stEth = _requests[last].stEthSum - _requests[previous].stEthSum;
        if (etherToLock > stEth) revert TooMuchEtherToFinalize(etherToLock, stEth);
        _checkpoints[++getLastCheckpointIndex] = Checkpoint(previous + 1, maxShareRate);
        getLockedEtherAmount += etherToLock;
        getLastFinalizedRequestId = last;
        uint256 shares = _requests[last].sharesSum - _requests[previous].sharesSum;
        emit WithdrawalsFinalized(previous + 1, last, etherToLock, shares, block.timestamp);
    }

    function _claim(uint256 id, uint256 hint, address recipient) internal {
        if (id == 0) revert InvalidRequestId(id);
        if (id > getLastFinalizedRequestId) revert RequestNotFoundOrNotFinalized(id);
        Request storage request = _requests[id];
        if (request.claimed) revert RequestAlreadyClaimed(id);
        if (request.owner != msg.sender) revert NotOwner(msg.sender, request.owner);
        request.claimed = true;
        _owned[msg.sender].remove(id);
        uint256 amount = _claimable(id, hint);
        getLockedEtherAmount -= amount;
        if (address(this).balance < amount) revert NotEnoughEther();
        (bool ok,) = recipient.call{value: amount}("");
        if (!ok) revert CantSendValueRecipientMayHaveReverted();
        emit WithdrawalClaimed(id, msg.sender, recipient, amount);
    }

    function _statusOf(uint256 id) internal view returns (WithdrawalRequestStatus memory) {
        _requireRequest(id);
        Request storage request = _requests[id];
        Request storage previous = _requests[id - 1];
        return WithdrawalRequestStatus({
            amountOfStETH: request.stEthSum - previous.stEthSum,
            amountOfShares: request.sharesSum - previous.sharesSum,
            owner: request.owner,
            timestamp: request.timestamp,
            isFinalized: id <= getLastFinalizedRequestId,
            isClaimed: request.claimed
        });
    }

    /// @dev The index of the checkpoint within `[start, end]` that `id` was finalized with; 0 where there is none.
    function _findHint(uint256 id, uint256 start, uint256 end) internal view returns (uint256) {
        _requireRequest(id);
        uint256 last = getLastCheckpointIndex;
        if (start == 0 || end > last) revert InvalidRequestIdRange(start, end);
        if (last == 0 || id > getLastFinalizedRequestId || start > end) return 0;
        if (id < _checkpoints[start].fromRequestId) return 0;
        if (end < last && id >= _checkpoints[end + 1].fromRequestId) return 0;
        while (start < end) {
            uint256 middle = (start + end + 1) / 2;
            if (_checkpoints[middle].fromRequestId <= id) start = middle;
            else end = middle - 1;
        }
        return start;
    }

    function _claimable(uint256 id, uint256 hint) internal view returns (uint256) {
        uint256 last = getLastCheckpointIndex;
        if (hint == 0 || hint > last) revert InvalidHint(hint);
        Checkpoint storage checkpoint = _checkpoints[hint];
        if (id < checkpoint.fromRequestId) revert InvalidHint(hint);
        if (hint < last && id >= _checkpoints[hint + 1].fromRequestId) revert InvalidHint(hint);
        (uint256 rate, uint256 stEth, uint256 shares) = _between(id - 1, id);
        return _payout(rate, stEth, shares, checkpoint.maxShareRate);
    }

    function _requireRequest(uint256 id) internal view {
        if (id == 0 || id > getLastRequestId) revert InvalidRequestId(id);
    }

    function _between(uint256 previous, uint256 last)
        private
        view
        returns (uint256 rate, uint256 stEth, uint256 shares)
    {
        stEth = _requests[last].stEthSum - _requests[previous].stEthSum;
        shares = _requests[last].sharesSum - _requests[previous].sharesSum;
        rate = stEth * RATE_UNIT / shares;
    }

    function _payoutOf(uint256 id, uint256 maxShareRate) private view returns (uint256 rate, uint256 payout) {
        uint256 stEth;
        uint256 shares;
        (rate, stEth, shares) = _between(id - 1, id);
        payout = _payout(rate, stEth, shares, maxShareRate);
    }

    /// @dev Rounding makes the rates of one report differ by a wei or two, so requests of the same report always go together.
    function _isSameSide(uint256 id, uint256 previousRate, uint256 rate, uint256 maxShareRate)
        private
        view
        returns (bool)
    {
        if (_requests[id - 1].reportTimestamp == _requests[id].reportTimestamp) return true;
        return (previousRate > maxShareRate) == (rate > maxShareRate);
    }

    function _payout(uint256 rate, uint256 stEth, uint256 shares, uint256 maxShareRate) private pure returns (uint256) {
        return rate > maxShareRate ? shares * maxShareRate / RATE_UNIT : stEth;
    }
}
