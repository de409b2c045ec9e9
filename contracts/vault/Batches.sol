// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {LossBudget} from "contracts/libraries/LossBudget.sol";
import {RiskDirection} from "contracts/libraries/RiskDirection.sol";
import {Checkpoint} from "contracts/vault/Checkpoint.sol";

/// @title Batches
/// @notice Carries out the keeper's batches, and stands around them with bounds that no role can switch off.
abstract contract Batches is Checkpoint {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;
    using SafeCast for int256;
    using LossBudget for LossBudget.Bucket;

    /// @dev What a batch has done so far.
    /// @param lossLst Sum of the losses of its actions, LST wei at par.
    /// @param raised One bit for each strategy of the list whose risk has risen. @param grown One for each that has more at stake.
    struct Outcome {
        uint256 lossLst;
        uint256 raised;
        uint256 grown;
    }

    /* KEEPER */

    function _rebalance(Action[] calldata actions, BatchTerms calldata terms) internal {
        AllocationStorage storage $ = _allocation();
        require(!$.revokedKeepers[msg.sender], KeeperIsRevoked(msg.sender));
        // The manager forwards calls in its own name, behind which a revoked keeper would not be known.
        require(msg.sender != authority(), BatchForwarded(msg.sender));
        require(block.timestamp <= terms.deadline, BatchExpired(terms.deadline, block.timestamp));
        require(terms.nonce == $.rebalanceNonce, BatchNonceWrong(terms.nonce, $.rebalanceNonce));
        require(actions.length != 0, BatchEmpty());
        ($.rebalanceNonce, $.rebalancedAt) = (terms.nonce + 1, uint32(block.timestamp));

        Sheet memory start = _sheet(Purpose.Booking);
        // A loss is measured at par; at a fallback par a ruinous sale can look like a gain.
        require(start.parFresh, ParNotFresh());
        _commit(start);
        _chargeSinceCheckpoint(start);
        Outcome memory outcome = _run(actions, terms.nonce, start);
        Sheet memory end = _sheetAfter(start);
        _settle(outcome, start, end, terms.nonce);
        _commit(end);
        _remember(end);
        emit Rebalanced(terms.nonce, terms.decisionHash, start.value.navPar, end.value.navPar);
    }

    /* INTERNAL */

    function _run(Action[] calldata actions, uint256 nonce, Sheet memory start)
        private
        returns (Outcome memory outcome)
    {
        address[] memory list = _strategies();
        Legs[] memory legs = new Legs[](list.length);
        for (uint256 i; i < list.length; ++i) {
            legs[i] = start.each[i];
        }
        for (uint256 i; i < actions.length; ++i) {
            Action calldata action = actions[i];
            uint256 place = _placeOf(action.strategy, list);
            int256 idleBefore = int256(uint256(_accounting().idle));
            _execute(action);
            _weigh(outcome, action.strategy, place, legs, idleBefore, start.value.parWad);
            emit ActionExecuted(nonce, action.strategy, action.kind, action.assets, action.data);
        }
    }

    /// @dev Reads the strategy of an action anew, and notes what the action lost and whether it raised risk.
    function _weigh(
        Outcome memory outcome,
        address strategy,
        uint256 place,
        Legs[] memory legs,
        int256 idleBefore,
        uint256 parWad
    ) private view {
        Legs memory before = legs[place];
        Legs memory afterwards = _legsOf(strategy, parWad, false);
        legs[place] = afterwards;
        int256 loss =
            idleBefore + _valueOf(before, parWad) - int256(uint256(_accounting().idle)) - _valueOf(afterwards, parWad);
        if (loss > 0) outcome.lossLst += loss.toUint256();
        if (RiskDirection.rises(before.lst, before.eth, afterwards.lst, afterwards.eth)) {
            outcome.raised |= 2 ** place;
        }
        if (RiskDirection.grows(before.lst, before.eth, afterwards.lst, afterwards.eth)) outcome.grown |= 2 ** place;
    }

    /// @dev Charges the budget that the batch's direction calls for, and holds what it raised to the caps.
    function _settle(Outcome memory outcome, Sheet memory start, Sheet memory end, uint256 nonce) private {
        AllocationStorage storage $ = _allocation();
        // Strategies may touch each other: what the whole lost and no action showed counts as well.
        uint256 lossOfAll = start.value.navPar - Math.min(start.value.navPar, end.value.navPar);
        uint256 lossWad = LossBudget.fractionWad(Math.max(outcome.lossLst, lossOfAll), start.value.navPar);
        bool riskUp = outcome.raised != 0;
        if (riskUp) {
            (,, bool fresh) = _accounting().oracle.rates();
            require(fresh, MarketNotFresh());
            uint8 flags = _accounting().pauseFlags;
            require(flags & PAUSE_RISK_UP == 0, Paused(flags));
        }
        if (outcome.grown != 0) _requireCaps(outcome.grown, end);
        // An overdrawn budget refuses even what loses nothing.
        if (riskUp || lossWad != 0) {
            LossBudget.Bucket storage budget = riskUp ? $.riskUp : $.riskDown;
            int256 left = budget.take(lossWad);
            require(left >= 0, LossBudgetExceeded(riskUp, lossWad, left + lossWad.toInt256()));
            if (lossWad != 0) emit LossCharged(nonce, riskUp, lossWad, left);
        }
        _setCheckpoint(_priceRay(end));
    }

    /// @dev Legs anew at the rates of `start`; within a transaction nothing else may move them.
    function _sheetAfter(Sheet memory start) internal view returns (Sheet memory end) {
        (end.live, end.parFresh, end.supply) = (true, start.parFresh, totalSupply());
        end.value.parWad = start.value.parWad;
        (end.sum, end.each, end.deficit) = _readStrategies(start.value.parWad);
        AccountingStorage storage $ = _accounting();
        end.value.navPar = _nav($.idle, end.sum, start.value.parWad, Math.Rounding.Floor);
        end.value.accrued = start.parFresh ? Math.min($.accrued, end.value.navPar) : $.accrued;
    }

    function _execute(Action calldata action) private {
        if (action.kind == ActionKind.Deploy) {
            _push(action.strategy, action.assets, action.data);
        } else if (action.kind == ActionKind.Free) {
            _pull(action.strategy, action.assets, action.data);
        } else {
            require(action.assets == 0, ManageMovesNoAssets(action.assets));
            IStrategy(action.strategy).manage(action.data);
        }
    }

    function _push(address strategy, uint256 assets, bytes calldata data) private {
        AccountingStorage storage $ = _accounting();
        require(assets <= $.idle, IdleInsufficient(assets, $.idle));
        $.idle -= assets.toUint112();
        if (assets != 0) IERC20($.asset).safeTransfer(strategy, assets);
        IStrategy(strategy).deploy(assets, data);
    }

    function _placeOf(address strategy, address[] memory list) private view returns (uint256) {
        for (uint256 i; i < list.length; ++i) {
            if (list[i] != strategy) continue;
            require(!_isIsolated(strategy), StrategyIsolated(strategy));
            return i;
        }
        revert StrategyNotListed(strategy);
    }

    /* CAPS */

    /// @dev Caps bind what has more at stake than before; a strategy that stands over its cap (lowered, or grown by itself) may always shrink.
    function _requireCaps(uint256 grown, Sheet memory end) private view {
        AllocationStorage storage $ = _allocation();
        address[] memory list = _strategies();
        uint256[] memory allocations = new uint256[](list.length);
        uint256[] memory masks = new uint256[](list.length);
        uint256 touched;
        for (uint256 i; i < list.length; ++i) {
            StrategyConfig memory config = $.configs[list[i]];
            allocations[i] = SignedMath.max(_valueOf(end.each[i], end.value.parWad), 0).toUint256();
            masks[i] = config.riskMask;
            if (grown >> i & 1 == 0) continue;
            touched |= config.riskMask;
            require(allocations[i] <= config.capAssets, CapExceeded(list[i], allocations[i], config.capAssets));
        }
        uint256 entered = Math.min(_enteredInThisTransaction(), end.value.navPar);
        for (uint256 number; touched >> number != 0; ++number) {
            if (touched >> number & 1 != 0) _requireRiskCap(number, allocations, masks, end.value.navPar - entered);
        }
    }

    function _requireRiskCap(uint256 number, uint256[] memory allocations, uint256[] memory masks, uint256 base)
        private
        view
    {
        uint256 exposed;
        for (uint256 i; i < masks.length; ++i) {
            if (masks[i] >> number & 1 != 0) exposed += allocations[i];
        }
        RiskCap memory cap = _allocation().riskCaps[number];
        uint256 limit = Math.min(cap.capAssets, base * cap.capBps / BalanceSheet.BPS);
        require(exposed <= limit, RiskCapExceeded(cap.id, exposed, limit));
    }
}
