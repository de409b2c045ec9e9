// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IRateSource} from "contracts/interfaces/IRateSource.sol";

/// @title LstOracle
/// @notice Par from the issuer, market as the lowest fresh quote, and a rule for every way in which a source can fail.
///
/// RULES
/// - A market source that reverts, answers nothing, anything but one word, or zero is silent.
/// - A quote under minQuoteBps of par counts as that floor, and the answer is marked as not fresh. True, it says that the depeg is at least as deep,
///   so that a price which falls through the floor never lifts the market; a lie, it does no more harm than one just above the floor.
/// - A quote over maxQuoteBps of par is left out: after a slash a TWAP lags over par, and no high quote can raise the lowest.
/// - Market is the lowest quote, the fallback where none is left, and never over par. Within `toleranceBps` of par it is par, so that noise near
///   the peg changes nothing.
/// - A silent source counts as par less `fallbackDiscountBps`, and the answer is marked as not fresh: silencing a source cannot bring the
///   market nearer to par than that.
/// - Par that cannot be read or lies outside [minParWad, maxParWad] is replaced by the lowest quote that is believable at any par within the bounds,
///   or by the lower bound where there is none; market is then that less the fallback discount, or the floor where a quote is under the least that is
///   believable, and the answer is marked as not fresh. A quote that no par within the bounds explains says nothing about par.
/// - A source gets `SOURCE_GAS` and no more, so that one that burns all it gets cannot stop the others. A call that comes with less than that is
///   refused: nobody can silence a source by being stingy.
///
/// ASSUMPTIONS
/// - Who moves one source down makes leavers' price worse and nobody's better. Who moves one up, within its bounds, leaves the other to speak
///   alone; a TWAP that was thin in most parts of its window therefore counts as silent.
/// - Sources are contracts whose code was read before they were listed; they cannot be replaced without replacing the oracle.
contract LstOracle is ILstOracle {
    /* TYPES */

    /// @param minQuoteBps, maxQuoteBps Admissible market quotes, in bps of par; the least is no nearer to par than the fallback.
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
        TooLow,
        TooHigh,
        Good
    }

    /* CONSTANTS */

    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SOURCES = 4;
    uint256 private constant MAX_TOLERANCE_BPS = 50;
    /// @dev Lido's rate costs some 60,000 on mainnet. A TWAP costs 160,000 where the pool traded in every block of its window, and 250,000 where
    /// somebody has bought it the longest history that a pool can have.
    uint256 private constant SOURCE_GAS = 500_000;

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
        _requireWithin("maxQuoteBps", config.maxQuoteBps, BPS, 2 * BPS);
        _requireWithin("toleranceBps", config.toleranceBps, 0, MAX_TOLERANCE_BPS);
        _requireWithin("fallbackDiscountBps", config.fallbackDiscountBps, config.toleranceBps, BPS / 2);
        _requireWithin("minQuoteBps", config.minQuoteBps, 1, BPS - config.fallbackDiscountBps);
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
        (parWad, fresh) = _issuersPar();
        if (!fresh) {
            (parWad, marketWad) = _estimated();
            return (parWad, marketWad, false);
        }
        (uint256 least, uint256 most) = _believable(parWad, parWad);
        uint256 lowest = type(uint256).max;
        uint256 count = _sources.length;
        for (uint256 i; i < count; ++i) {
            (uint256 rateWad, Verdict verdict) = _quote(_sources[i], least, most);
            if (verdict == Verdict.TooHigh) continue;
            if (verdict == Verdict.Silent) rateWad = _fallback(parWad);
            fresh = fresh && verdict == Verdict.Good;
            lowest = Math.min(lowest, rateWad);
        }
        if (lowest == type(uint256).max) return (parWad, _fallback(parWad), false);
        bool nearPar = lowest >= parWad || (parWad - lowest) * BPS <= parWad * TOLERANCE_BPS;
        marketWad = nearPar ? parWad : lowest;
    }

    /// @inheritdoc ILstOracle
    function par() external view returns (uint256 parWad, bool fresh) {
        (parWad, fresh) = _issuersPar();
        if (!fresh) (parWad,) = _estimated();
    }

    /// @inheritdoc ILstOracle
    function quotes() external view returns (QuoteState[] memory states) {
        (uint256 parWad, bool fresh) = _issuersPar();
        (uint256 least, uint256 most) = fresh ? _believable(parWad, parWad) : _believable(MIN_PAR_WAD, MAX_PAR_WAD);
        states = new QuoteState[](_sources.length);
        for (uint256 i; i < states.length; ++i) {
            (uint256 rateWad, Verdict verdict) = _quote(_sources[i], least, most);
            bool ok = verdict == Verdict.Good;
            states[i] = QuoteState({source: _sources[i], fresh: ok, rateWad: ok ? rateWad : 0});
        }
    }

    /* INTERNAL */

    function _issuersPar() private view returns (uint256 parWad, bool fresh) {
        (parWad, fresh) = _tryRate(address(PAR_SOURCE));
        fresh = fresh && parWad >= MIN_PAR_WAD && parWad <= MAX_PAR_WAD;
    }

    /// @dev What the market says of par while the issuer does not, and of itself.
    function _estimated() private view returns (uint256 parWad, uint256 marketWad) {
        (uint256 least, uint256 most) = _believable(MIN_PAR_WAD, MAX_PAR_WAD);
        uint256 lowest = type(uint256).max;
        bool anyTooLow;
        uint256 count = _sources.length;
        for (uint256 i; i < count; ++i) {
            (uint256 rateWad, Verdict verdict) = _quote(_sources[i], least, most);
            if (verdict == Verdict.Good) lowest = Math.min(lowest, rateWad);
            anyTooLow = anyTooLow || verdict == Verdict.TooLow;
        }
        bool any = lowest != type(uint256).max;
        parWad = any ? Math.min(Math.max(lowest, MIN_PAR_WAD), MAX_PAR_WAD) : MIN_PAR_WAD;
        marketWad = Math.min(lowest, anyTooLow ? _floor(parWad) : _fallback(parWad));
    }

    function _fallback(uint256 parWad) private view returns (uint256) {
        return Math.mulDiv(parWad, BPS - FALLBACK_DISCOUNT_BPS, BPS);
    }

    /// @dev The least quote that is believable at a par.
    function _floor(uint256 parWad) private view returns (uint256) {
        return Math.mulDiv(parWad, MIN_QUOTE_BPS, BPS, Math.Rounding.Ceil);
    }

    /// @dev Quotes that are believable at a par between the two given.
    function _believable(uint256 leastPar, uint256 mostPar) private view returns (uint256 least, uint256 most) {
        return (_floor(leastPar), Math.mulDiv(mostPar, MAX_QUOTE_BPS, BPS));
    }

    /// @return rateWad The quote, raised to the least that is believable; zero where the source is silent.
    function _quote(address source, uint256 least, uint256 most)
        private
        view
        returns (uint256 rateWad, Verdict verdict)
    {
        bool ok;
        (rateWad, ok) = _tryRate(source);
        if (!ok) return (0, Verdict.Silent);
        if (rateWad < least) return (least, Verdict.TooLow);
        return (rateWad, rateWad > most ? Verdict.TooHigh : Verdict.Good);
    }

    /// @dev Not `try`: an account without code or a short answer would make `try` revert itself, and a long one would be copied whole.
    function _tryRate(address source) private view returns (uint256 rateWad, bool ok) {
        // A call gets at most 63 of 64 parts of what is left.
        require(gasleft() * 63 / 64 >= SOURCE_GAS, GasInsufficient(gasleft(), SOURCE_GAS * 64 / 63));
        bytes4 selector = IRateSource.rate.selector;
        assembly ("memory-safe") {
            mstore(0, selector)
            ok := staticcall(SOURCE_GAS, source, 0, 4, 0, 32)
            ok := and(ok, eq(returndatasize(), 32))
            rateWad := mul(ok, mload(0))
        }
        ok = ok && rateWad != 0;
    }

    function _requireWithin(string memory what, uint256 value, uint256 min, uint256 max) private pure {
        require(value >= min && value <= max, OracleConfigInvalid(what, value, min, max));
    }
}
