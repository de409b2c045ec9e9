// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC20Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Fees} from "contracts/libraries/Fees.sol";
import {VaultStorage} from "contracts/vault/VaultStorage.sol";

/// @title Accounting
/// @notice Values the vault: reads the strategies and the rates into a sheet, and stores what the sheet says.
/// @dev Reading (`_sheet`, a view) is apart from storing (`_commit`), so that a preview and its call cannot differ.
abstract contract Accounting is VaultStorage, ERC20Upgradeable {
    using SafeCast for uint256;
    using SafeCast for int256;

    /* TYPES */

    /// @notice What is owned and owed, LST and ETH wei.
    struct Legs {
        int256 lst;
        int256 eth;
    }

    /// @notice What a sheet is read for. Entry: stored legs, at as many rates as the ask needs. Leave: live legs at both rates. Booking: live legs at
    /// par alone, since nothing else is ever stored.
    enum Purpose {
        Entry,
        Leave,
        Booking
    }

    /// @notice One valuation with what it was made from.
    /// @param live Whether the strategies were read for it; otherwise the legs are those of the last sync.
    /// @param fresh Whether every rate that it was priced at is a live one.
    /// @param parFresh Whether par at least is no fallback.
    /// @param value The valuation.
    /// @param sum Legs of all strategies at par. @param each Legs of each in the order of the list; empty where not live.
    /// @param deficit Sum of what strategies owe over what they own (LST wei at par); an entrant pays as if the others did not cover it.
    /// @param supply Shares, with those that fees are due. @param feeShares Shares that `_commit` mints for fees.
    /// @param highWaterMarkRay The mark after the fees.
    struct Sheet {
        bool live;
        bool fresh;
        bool parFresh;
        Valuation value;
        Legs sum;
        Legs[] each;
        uint256 deficit;
        uint256 supply;
        uint256 feeShares;
        uint256 highWaterMarkRay;
    }

    /* READING */

    /// @dev The sheet for an entry: stored legs at live rates, unless they are older than `maxStaleness`.
    function _entrySheet() internal view returns (Sheet memory) {
        AccountingStorage storage $ = _accounting();
        return _sheet(block.timestamp - $.syncedAt > $.maxStaleness ? Purpose.Leave : Purpose.Entry);
    }

    function _sheet(Purpose purpose) internal view returns (Sheet memory s) {
        AccountingStorage storage $ = _accounting();
        bool live = purpose != Purpose.Entry;
        s.live = live;
        if (!live) s.sum = Legs($.sumLst, $.sumEth);
        _readRates(s, purpose);

        Valuation memory v = s.value;
        uint256 idle_ = $.idle;
        if (live) (s.sum, s.each, s.deficit) = _readStrategies(v.parWad);
        v.navPar = _nav(idle_, s.sum, v.parWad, Math.Rounding.Floor);
        v.ask = _ask(idle_, s.sum, s.deficit, v.parWad);
        _recognise(s);
        v.bid = Math.min(v.accrued, v.navPar);
        v.navMarket = v.navPar;
        if (v.marketWad != v.parWad) {
            (Legs memory atMarket, uint256 deficit) = (s.sum, 0);
            if (live) (atMarket,, deficit) = _readStrategies(v.marketWad);
            v.navMarket = _nav(idle_, atMarket, v.marketWad, Math.Rounding.Floor);
            v.bid = Math.min(v.bid, v.navMarket);
            v.ask = Math.max(v.ask, _ask(idle_, atMarket, deficit, v.marketWad));
        }
        if (live && $.isolatedCount != 0) v.bid = Math.saturatingSub(v.bid, _haircuts(v.parWad));
        // Stored legs may have gained since the sync; the entrant pays for the most that could be recognised of it.
        if (!live && (s.sum.lst != 0 || s.sum.eth != 0)) {
            v.ask += BalanceSheet.maxGain(v.ask, $.maxGainRateWad, block.timestamp - $.syncedAt, Math.Rounding.Ceil);
        }
    }

    /// @dev Asks for no more than the sheet is priced at: without an ETH leg no rate matters, and for an entry into a vault that owes ETH the
    /// market, which is never over par, cannot raise the ask.
    function _readRates(Sheet memory s, Purpose purpose) private view {
        AccountingStorage storage $ = _accounting();
        (s.fresh, s.parFresh) = (true, true);
        bool noLegs = s.live ? $.strategyCount == 0 : s.sum.eth == 0;
        if (noLegs) return;
        bool parAlone = purpose == Purpose.Booking || (!s.live && s.sum.eth <= 0);
        if (parAlone) {
            (s.value.parWad, s.parFresh) = $.oracle.par();
            (s.value.marketWad, s.fresh) = (s.value.parWad, s.parFresh);
        } else {
            (s.value.parWad, s.value.marketWad, s.fresh) = $.oracle.rates();
            if (!s.fresh) (, s.parFresh) = $.oracle.par();
        }
    }

    function _readStrategies(uint256 rateWad)
        internal
        view
        returns (Legs memory sum, Legs[] memory each, uint256 deficit)
    {
        AccountingStorage storage $ = _accounting();
        bool someIsolated = $.isolatedCount != 0;
        uint256 count = $.strategyCount;
        each = new Legs[](count);
        for (uint256 i; i < count; ++i) {
            Legs memory legs = _legsOf($.strategies[i], rateWad, someIsolated);
            each[i] = legs;
            sum.lst += legs.lst;
            sum.eth += legs.eth;
            int256 value = legs.eth >= 0 ? legs.lst : _valueOf(legs, rateWad);
            if (value < 0) deficit += (-value).toUint256();
        }
    }

    function _legsOf(address strategy, uint256 rateWad, bool someIsolated) internal view returns (Legs memory legs) {
        if (someIsolated) {
            Isolation memory kept = _accounting().isolations[strategy];
            if (kept.active) return Legs(kept.lst, kept.eth);
        }
        (legs.lst, legs.eth) = IStrategy(strategy).exposure(rateWad);
    }

    /// @dev What leaves are priced under the legs of the isolated: a price of the moment, which is stored nowhere and comes back with the strategy.
    function _haircuts(uint256 parWad) private view returns (uint256 haircuts) {
        AccountingStorage storage $ = _accounting();
        uint256 count = $.strategyCount;
        for (uint256 i; i < count; ++i) {
            Isolation memory kept = $.isolations[$.strategies[i]];
            int256 value = kept.active ? _valueOf(Legs(kept.lst, kept.eth), parWad) : int256(0);
            // Of what is owed on balance a part less would be worth more.
            if (value <= 0) continue;
            haircuts += Math.mulDiv(value.toUint256(), kept.haircutBps, BalanceSheet.BPS, Math.Rounding.Ceil);
        }
    }

    function _valueOf(Legs memory legs, uint256 rateWad) internal pure returns (int256) {
        return BalanceSheet.legsValue(legs.lst, legs.eth, rateWad, Math.Rounding.Floor);
    }

    function _nav(uint256 idle_, Legs memory legs, uint256 rateWad, Math.Rounding rounding)
        internal
        pure
        returns (uint256)
    {
        return BalanceSheet.nav(idle_, legs.lst, legs.eth, rateWad, rounding);
    }

    /// @dev Deficits are the owners' to hope for, so that an entrant pays as if they were none.
    function _ask(uint256 idle_, Legs memory legs, uint256 deficit, uint256 rateWad) private pure returns (uint256) {
        return BalanceSheet.nav(idle_, legs.lst + deficit.toInt256(), legs.eth, rateWad, Math.Rounding.Ceil);
    }

    /// @dev A value at a fallback par is no loss that happened: it lowers the bid of the moment and is never stored, nor charged a fee.
    function _recognise(Sheet memory s) private view {
        AccountingStorage storage $ = _accounting();
        Valuation memory v = s.value;
        (v.accrued, s.supply) = ($.accrued, totalSupply());
        if (!s.parFresh) return;
        uint256 elapsed = block.timestamp - $.accruedAt;
        uint256 base = BalanceSheet.gainBase(v.navPar, v.accrued, s.supply);
        v.accrued = BalanceSheet.recognise(
            v.accrued, v.navPar, BalanceSheet.maxGain(base, $.maxGainRateWad, elapsed, Math.Rounding.Floor)
        );
        (uint256 performanceBps, uint256 managementBps) = ($.performanceFeeBps, $.managementFeeBps);
        if (performanceBps | managementBps == 0) return;
        (s.feeShares, s.highWaterMarkRay) =
            Fees.due(v.accrued, s.supply, $.highWaterMarkRay, elapsed, performanceBps, managementBps);
        s.supply += s.feeShares;
    }

    /* STORING */

    /// @dev Stores the accrual with its fees, and the legs where they were read live.
    function _commit(Sheet memory s) internal {
        AccountingStorage storage $ = _accounting();
        uint256 accruedBefore = $.accrued;
        if (s.value.accrued != accruedBefore) {
            $.accrued = s.value.accrued.toUint112();
            emit Accrued(accruedBefore, s.value.accrued, s.value.navPar);
        }
        if (s.parFresh) $.accruedAt = uint32(block.timestamp);
        if (s.highWaterMarkRay != 0) _takeFees(s);
        if (s.live) {
            ($.sumLst, $.sumEth) = (s.sum.lst.toInt112(), s.sum.eth.toInt112());
            // While a strategy owes more than it owns, the sums alone would price an entrant too low.
            $.syncedAt = s.deficit == 0 ? uint32(block.timestamp) : 0;
            emit Synced(s.sum.lst, s.sum.eth, s.value.navPar);
        }
    }

    /// @dev For what anyone or the keeper syncs; a mere leave does not pay for it.
    function _remember(Sheet memory s) internal {
        AccountingStorage storage $ = _accounting();
        for (uint256 i; i < s.each.length; ++i) {
            Legs memory legs = s.each[i];
            $.lastLegs[$.strategies[i]] = LastLegs(legs.lst.toInt112(), legs.eth.toInt112());
        }
    }

    function _takeFees(Sheet memory s) private {
        AccountingStorage storage $ = _accounting();
        uint256 markRay = Math.min(s.highWaterMarkRay, type(uint128).max);
        if (markRay != $.highWaterMarkRay) $.highWaterMarkRay = markRay.toUint128();
        if (s.feeShares == 0) return;
        // What fees dilute is no loss that the keeper made.
        uint256 supplyBefore = s.supply - s.feeShares + BalanceSheet.VIRTUAL;
        $.checkpointRay = Math.mulDiv($.checkpointRay, supplyBefore, s.supply + BalanceSheet.VIRTUAL).toUint128();
        _mint($.feeRecipient, s.feeShares);
        emit FeesMinted($.feeRecipient, s.feeShares, markRay);
        s.feeShares = 0;
    }

    /// @dev For an entry, before its shares are minted.
    function _liftMark(uint256 assets, uint256 shares) internal {
        AccountingStorage storage $ = _accounting();
        if ($.performanceFeeBps == 0) return;
        uint256 markRay = Fees.markAfterEntry($.highWaterMarkRay, totalSupply(), assets, shares);
        $.highWaterMarkRay = Math.min(markRay, type(uint128).max).toUint128();
    }

    /// @dev Books assets that came in (positive) or left (negative) with a user.
    function _book(int256 assets) internal {
        AccountingStorage storage $ = _accounting();
        $.idle = (int256(uint256($.idle)) + assets).toUint256().toUint112();
        // A leave is paid at most the bid, and the bid is at most what is accrued.
        $.accrued = (int256(uint256($.accrued)) + assets).toUint256().toUint112();
    }
}
