// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";

/// @title Accounting
/// @notice Values the vault: reads the strategies and the rates into a sheet, and stores what the sheet says.
/// @dev Reading (`_sheet`, a view) is apart from storing (`_commit`), so that a preview and its call cannot differ.
abstract contract Accounting is ILstVault {
    using Math for uint256;
    using SafeCast for uint256;
    using SafeCast for int256;

    /* TYPES */

    /// @notice One valuation with what it was made from.
    /// @param live Whether the strategies were read for it; otherwise the legs are those of the last sync.
    /// @param fresh Whether the rates are no fallback.
    /// @param parFresh Whether par at least is no fallback.
    /// @param value The valuation.
    /// @param lst Sum of LST legs at par. @param eth Sum of ETH legs at par.
    /// @param allocations Value at par of each strategy (LST wei, zero where negative) in the order of the list; empty where not live.
    struct Sheet {
        bool live;
        bool fresh;
        bool parFresh;
        Valuation value;
        int256 lst;
        int256 eth;
        uint256[] allocations;
    }

    /* CONSTANTS */

    uint256 internal constant MAX_GAIN_RATE_WAD = 1e18;
    uint256 internal constant MAX_STALENESS = 1 days;

    /* STORAGE */

    /// @custom:storage-location erc7201:ballast.storage.Accounting
    struct AccountingStorage {
        uint128 idle;
        uint128 accrued;
        int128 sumLst;
        int128 sumEth;
        ILstOracle oracle;
        uint48 syncedAt;
        uint48 accruedAt;
        uint64 maxGainRateWad;
        uint32 maxStaleness;
        address[] strategies;
    }

    // keccak256(abi.encode(uint256(keccak256("ballast.storage.Accounting")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ACCOUNTING_SLOT = 0xd2cd5676841407cac0369f1a31778cb3f0e6d2379dc5e982a43252a93a233e00;

    function _accounting() internal pure returns (AccountingStorage storage $) {
        assembly ("memory-safe") {
            $.slot := ACCOUNTING_SLOT
        }
    }

    /* VIEWS */

    /// @inheritdoc ILstVault
    function idle() public view returns (uint256) {
        return _accounting().idle;
    }

    /// @inheritdoc ILstVault
    function sums() external view returns (int256 sumLst, int256 sumEth, uint256 syncedAt) {
        AccountingStorage storage $ = _accounting();
        return ($.sumLst, $.sumEth, $.syncedAt);
    }

    /// @inheritdoc ILstVault
    function accrual() external view returns (uint256 accrued, uint256 accruedAt) {
        AccountingStorage storage $ = _accounting();
        return ($.accrued, $.accruedAt);
    }

    /// @inheritdoc ILstVault
    function strategies() external view returns (address[] memory) {
        return _accounting().strategies;
    }

    /// @inheritdoc ILstVault
    /// @dev Not guarded against re-entrancy: strategies read it in the middle of a batch.
    function oracle() public view returns (ILstOracle) {
        return _accounting().oracle;
    }

    /// @inheritdoc ILstVault
    function maxGainRateWad() external view returns (uint64) {
        return _accounting().maxGainRateWad;
    }

    /// @inheritdoc ILstVault
    function maxStaleness() external view returns (uint32) {
        return _accounting().maxStaleness;
    }

    /* READING */

    /// @dev The sheet for an entry: stored legs at live rates, unless they are older than `maxStaleness`.
    function _entrySheet() internal view returns (Sheet memory) {
        AccountingStorage storage $ = _accounting();
        return _sheet(block.timestamp - $.syncedAt > $.maxStaleness);
    }

    function _sheet(bool live) internal view returns (Sheet memory s) {
        AccountingStorage storage $ = _accounting();
        s.live = live;
        (s.fresh, s.parFresh) = (true, true);
        (s.lst, s.eth) = ($.sumLst, $.sumEth);

        // Without an ETH leg no rate matters, and the oracle is not asked.
        if (live ? $.strategies.length != 0 : s.eth != 0) {
            (s.value.parWad, s.value.marketWad, s.fresh) = $.oracle.rates();
            s.parFresh = s.fresh || $.oracle.parIsFresh();
        }
        (int256 marketLst, int256 marketEth) = (s.lst, s.eth);
        if (live) {
            (s.lst, s.eth, s.allocations) = _readStrategies(s.value.parWad);
            (marketLst, marketEth) = (s.lst, s.eth);
            if (s.value.marketWad != s.value.parWad) (marketLst, marketEth,) = _readStrategies(s.value.marketWad);
        }

        Valuation memory v = s.value;
        v.navPar = BalanceSheet.nav($.idle, s.lst, s.eth, v.parWad, Math.Rounding.Floor);
        v.navMarket = BalanceSheet.nav($.idle, marketLst, marketEth, v.marketWad, Math.Rounding.Floor);
        // A value at a fallback par is no loss that happened: it lowers the bid of the moment and is never stored.
        v.accrued = s.parFresh
            ? BalanceSheet.recognise(
                $.accrued, v.navPar, _maxGain(v.navPar, block.timestamp - $.accruedAt, Math.Rounding.Floor)
            )
            : $.accrued;
        v.bid = Math.min(Math.min(v.accrued, v.navPar), v.navMarket);
        v.ask = Math.max(
            BalanceSheet.nav($.idle, s.lst, s.eth, v.parWad, Math.Rounding.Ceil),
            BalanceSheet.nav($.idle, marketLst, marketEth, v.marketWad, Math.Rounding.Ceil)
        );
        // Stored legs may have gained since the sync; the entrant pays for the most that could be recognised of it.
        if (!live && (s.lst != 0 || s.eth != 0)) {
            v.ask += _maxGain(v.ask, block.timestamp - $.syncedAt, Math.Rounding.Ceil);
        }
    }

    function _readStrategies(uint256 rateWad)
        private
        view
        returns (int256 lst, int256 eth, uint256[] memory allocations)
    {
        address[] storage list = _accounting().strategies;
        uint256 count = list.length;
        allocations = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            (int256 itsLst, int256 itsEth) = IStrategy(list[i]).exposure(rateWad);
            lst += itsLst;
            eth += itsEth;
            allocations[i] = BalanceSheet.nav(0, itsLst, itsEth, rateWad, Math.Rounding.Floor);
        }
    }

    function _maxGain(uint256 navPar, uint256 elapsed, Math.Rounding rounding) private view returns (uint256) {
        return BalanceSheet.maxGain(navPar, _accounting().maxGainRateWad, elapsed, rounding);
    }

    /* STORING */

    /// @dev Stores the accrual, and the legs where they were read live.
    function _commit(Sheet memory s) internal {
        AccountingStorage storage $ = _accounting();
        uint256 accruedBefore = $.accrued;
        if (s.value.accrued != accruedBefore) {
            $.accrued = s.value.accrued.toUint128();
            emit Accrued(accruedBefore, s.value.accrued, s.value.navPar);
        }
        if (s.parFresh) $.accruedAt = uint48(block.timestamp);
        if (s.live) {
            ($.sumLst, $.sumEth) = (s.lst.toInt128(), s.eth.toInt128());
            $.syncedAt = uint48(block.timestamp);
            emit Synced(s.lst, s.eth, s.value.navPar);
        }
    }

    /// @dev Books assets that came in (positive) or left (negative) with a user.
    function _book(int256 assets) internal {
        AccountingStorage storage $ = _accounting();
        $.idle = (int256(uint256($.idle)) + assets).toUint256().toUint128();
        int256 accrued = SignedMath.max(int256(uint256($.accrued)) + assets, 0);
        // A leave at the bid takes at most what is accrued; rounding of the virtual share may be a wei over it.
        $.accrued = accrued.toUint256().toUint128();
    }

    /* SETTINGS */

    function _setOracle(address oracle_) internal {
        ILstOracle(oracle_).rates();
        _accounting().oracle = ILstOracle(oracle_);
        emit OracleSet(oracle_);
    }

    function _setMaxGainRate(uint64 maxGainRateWad_) internal {
        require(
            maxGainRateWad_ <= MAX_GAIN_RATE_WAD,
            SettingOutOfRange("maxGainRateWad", maxGainRateWad_, 0, MAX_GAIN_RATE_WAD)
        );
        _accounting().maxGainRateWad = maxGainRateWad_;
        emit MaxGainRateSet(maxGainRateWad_);
    }

    function _setMaxStaleness(uint32 maxStaleness_) internal {
        require(maxStaleness_ <= MAX_STALENESS, SettingOutOfRange("maxStaleness", maxStaleness_, 0, MAX_STALENESS));
        _accounting().maxStaleness = maxStaleness_;
        emit MaxStalenessSet(maxStaleness_);
    }
}
