// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IRateSource} from "contracts/interfaces/IRateSource.sol";

/// @title LstOracle
/// @notice Par from the issuer, market as the lowest fresh quote, and a rule for every way in which a source can fail.
///
/// RULES
/// - A market source that reverts, answers nothing, zero, or less than minQuoteBps of par is silent.
/// - A quote over maxQuoteBps of par is left out: after a slash a TWAP lags over par, and no high quote can raise the lowest.
/// - Market is the lowest quote, the fallback where none is left. Within `toleranceBps` of par it is par, so that noise near the peg changes nothing.
/// - A silent source counts as par less `fallbackDiscountBps`, and the answer is marked as not fresh: silencing a source cannot bring the
///   market nearer to par than that.
/// - Par that cannot be read or lies outside [minParWad, maxParWad] is replaced by the nearest bound (by the lower one where it cannot be
///   read), and the answer is marked as not fresh: leaves are then priced at the worse side for a vault that owes ETH, entries are refused.
///
/// ASSUMPTIONS
/// - Who moves one source down makes leavers' price worse and nobody's better. Who moves one up, within its bounds, leaves the other to speak
///   alone; a TWAP that was thin for a moment of its window therefore counts as silent.
/// - Sources are contracts whose code was read before they were listed; they cannot be replaced without replacing the oracle.
contract LstOracle is ILstOracle {
    /* TYPES */

    /// @param minQuoteBps, maxQuoteBps Admissible market quotes, in bps of par.
    /// @param toleranceBps Distance from par within which market is par.
    /// @param fallbackDiscountBps Discount to par that a silent source counts as.
    /// @param minParWad, maxParWad Admissible par rates, ETH per LST in WAD.
    struct Config {
        uint16 minQuoteBps;
        uint16 maxQuoteBps;
        uint16 toleranceBps;
        uint16 fallbackDiscountBps;
        uint128 minParWad;
        uint128 maxParWad;
    }

    /// @dev What is made of a source's answer.
    enum Verdict {
        Silent,
        TooHigh,
        Good
    }

    /* CONSTANTS */

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SOURCES = 4;
    uint256 private constant MAX_TOLERANCE_BPS = 50;

    IRateSource public immutable PAR_SOURCE;
    uint256 public immutable MIN_QUOTE_BPS;
    uint256 public immutable MAX_QUOTE_BPS;
    uint256 public immutable TOLERANCE_BPS;
    uint256 public immutable FALLBACK_DISCOUNT_BPS;
    uint256 public immutable MIN_PAR_WAD;
    uint256 public immutable MAX_PAR_WAD;

    /* STORAGE */

    address[] private _sources;

    /* INITIALIZE */

    constructor(address parSource, address[] memory sources, Config memory config) {
        _requireWithin("sources.length", sources.length, 1, MAX_SOURCES);
        _requireWithin("minQuoteBps", config.minQuoteBps, 1, BPS);
        _requireWithin("maxQuoteBps", config.maxQuoteBps, BPS, 2 * BPS);
        _requireWithin("toleranceBps", config.toleranceBps, 0, MAX_TOLERANCE_BPS);
        _requireWithin("fallbackDiscountBps", config.fallbackDiscountBps, config.toleranceBps, BPS / 2);
        _requireWithin("minParWad", config.minParWad, 1, type(uint128).max);
        _requireWithin("maxParWad", config.maxParWad, config.minParWad, type(uint128).max);

        PAR_SOURCE = IRateSource(parSource);
        MIN_QUOTE_BPS = config.minQuoteBps;
        MAX_QUOTE_BPS = config.maxQuoteBps;
        TOLERANCE_BPS = config.toleranceBps;
        FALLBACK_DISCOUNT_BPS = config.fallbackDiscountBps;
        MIN_PAR_WAD = config.minParWad;
        MAX_PAR_WAD = config.maxParWad;
        _sources = sources;

        // A source that answers on the day of deployment is the least that can be asked of a configuration.
        _requireWithin("par rate", PAR_SOURCE.rate(), config.minParWad, config.maxParWad);
        for (uint256 i; i < sources.length; ++i) {
            IRateSource(sources[i]).rate();
        }
    }

    /* VIEWS */

    /// @inheritdoc ILstOracle
    function rates() external view returns (uint256 parWad, uint256 marketWad, bool fresh) {
        bool parFresh;
        (parWad, parFresh) = _par();
        fresh = parFresh;
        uint256 fallbackWad = Math.mulDiv(parWad, BPS - FALLBACK_DISCOUNT_BPS, BPS);
        uint256 lowest = type(uint256).max;
        uint256 count = _sources.length;
        for (uint256 i; i < count; ++i) {
            (uint256 rateWad, Verdict verdict) = _quote(_sources[i], parWad);
            if (verdict == Verdict.TooHigh) continue;
            if (verdict == Verdict.Silent) (rateWad, fresh) = (fallbackWad, false);
            lowest = Math.min(lowest, rateWad);
        }
        if (lowest == type(uint256).max) return (parWad, fallbackWad, false);
        bool nearPar = lowest >= parWad || (parWad - lowest) * BPS <= parWad * TOLERANCE_BPS;
        marketWad = nearPar ? parWad : lowest;
    }

    /// @inheritdoc ILstOracle
    function par() external view returns (uint256 parWad, bool fresh) {
        return _par();
    }

    /// @inheritdoc ILstOracle
    function quotes() external view returns (QuoteState[] memory states) {
        (uint256 parWad,) = _par();
        states = new QuoteState[](_sources.length);
        for (uint256 i; i < states.length; ++i) {
            (uint256 rateWad, Verdict verdict) = _quote(_sources[i], parWad);
            bool ok = verdict == Verdict.Good;
            states[i] = QuoteState({source: _sources[i], fresh: ok, rateWad: ok ? rateWad : 0});
        }
    }

    /* INTERNAL */

    function _par() private view returns (uint256 parWad, bool fresh) {
        (uint256 rateWad, bool ok) = _tryRate(address(PAR_SOURCE));
        if (!ok) return (MIN_PAR_WAD, false);
        if (rateWad < MIN_PAR_WAD) return (MIN_PAR_WAD, false);
        if (rateWad > MAX_PAR_WAD) return (MAX_PAR_WAD, false);
        return (rateWad, true);
    }

    function _quote(address source, uint256 parWad) private view returns (uint256 rateWad, Verdict verdict) {
        bool ok;
        (rateWad, ok) = _tryRate(source);
        // The second comparison keeps the products below from overflowing on an absurd answer.
        if (!ok || rateWad > type(uint128).max || rateWad * BPS < parWad * MIN_QUOTE_BPS) return (0, Verdict.Silent);
        return (rateWad, rateWad * BPS > parWad * MAX_QUOTE_BPS ? Verdict.TooHigh : Verdict.Good);
    }

    /// @dev Not `try`: an account without code or a short answer would make `try` revert itself.
    function _tryRate(address source) private view returns (uint256 rateWad, bool ok) {
        bytes memory answer;
        (ok, answer) = source.staticcall(abi.encodeCall(IRateSource.rate, ()));
        ok = ok && answer.length == 32;
        if (ok) rateWad = abi.decode(answer, (uint256));
        ok = ok && rateWad != 0;
    }

    function _requireWithin(string memory what, uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, OracleConfigInvalid(what, value, min, max));
    }
}
