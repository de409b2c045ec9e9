// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";

/// @title BalanceSheet
/// @notice The vault's arithmetic: net asset value of an LST leg and an ETH leg, recognition of gains, shares.
/// @dev Pure: no clock, no chain. test/vectors holds it to answers that were computed apart from it.
library BalanceSheet {
    using Math for uint256;
    using SafeCast for uint256;
    using SafeCast for int256;

    uint256 internal constant WAD = 1e18;
    uint256 internal constant BPS = 10_000;
    uint256 internal constant RAY = 1e27;
    uint256 internal constant YEAR = 365 days;

    /// @notice Shares and assets that belong to nobody and keep the price of the first share near one.
    /// @dev With tracked idle and the burnt seed deposit a donation cannot move the price; these keep divisions defined when all have left.
    uint256 internal constant VIRTUAL = 1e6;

    /// @notice NAV(r) = idle + lst + eth / r, in LST wei; zero where it would be negative.
    /// @param idle LST held by the vault. @param lst Sum of the LST legs. @param eth Sum of the ETH legs, negative for debt.
    /// @param rateWad ETH per LST, WAD; not zero where `eth` is not zero.
    /// @param rounding Direction of the result: Floor for leaves, Ceil for entries. A debt is rounded the other way.
    function nav(uint256 idle, int256 lst, int256 eth, uint256 rateWad, Math.Rounding rounding)
        internal
        pure
        returns (uint256)
    {
        return SignedMath.max(idle.toInt256() + legsValue(lst, eth, rateWad, rounding), 0).toUint256();
    }

    /// @notice lst + eth / r, in LST wei, negative where more is owed than owned.
    function legsValue(int256 lst, int256 eth, uint256 rateWad, Math.Rounding rounding) internal pure returns (int256) {
        return lst + ethToLst(eth, rateWad, rounding);
    }

    /// @notice eth / r in LST wei, rounded as asked towards plus (Ceil) or minus infinity (Floor).
    function ethToLst(int256 eth, uint256 rateWad, Math.Rounding rounding) internal pure returns (int256) {
        if (eth == 0) return 0;
        if (eth > 0) return eth.toUint256().mulDiv(WAD, rateWad, rounding).toInt256();
        Math.Rounding opposite = rounding == Math.Rounding.Floor ? Math.Rounding.Ceil : Math.Rounding.Floor;
        return -SignedMath.abs(eth).mulDiv(WAD, rateWad, opposite).toInt256();
    }

    /// @notice The stored par value moved towards `navPar`: down at once, up by at most `gainLimit`.
    function recognise(uint256 accrued, uint256 navPar, uint256 gainLimit) internal pure returns (uint256) {
        return navPar <= accrued ? navPar : Math.min(navPar, accrued + gainLimit);
    }

    /// @notice The largest gain that may be recognised in `elapsed` seconds: base × rate × elapsed / year.
    /// @param base LST wei; see `gainBase`. @param maxGainRateWad WAD fraction a year.
    function maxGain(uint256 base, uint256 maxGainRateWad, uint256 elapsed, Math.Rounding rounding)
        internal
        pure
        returns (uint256)
    {
        return base.mulDiv(maxGainRateWad * elapsed, WAD * YEAR, rounding);
    }

    /// @notice What gains are measured on: the recognised value, so that a windfall does not raise its own limit. A vault that has lost nearly all
    /// is measured on its supply, so that it can recover.
    function gainBase(uint256 navPar, uint256 accrued, uint256 supply) internal pure returns (uint256) {
        return Math.min(navPar, Math.max(accrued, supply));
    }

    /// @notice Share price, LST per share in ray.
    function priceRay(uint256 value, uint256 supply, Math.Rounding rounding) internal pure returns (uint256) {
        return (value + VIRTUAL).mulDiv(RAY, supply + VIRTUAL, rounding);
    }

    /// @notice Shares for `assets` at a net asset value.
    function toShares(uint256 assets, uint256 supply, uint256 value, Math.Rounding rounding)
        internal
        pure
        returns (uint256)
    {
        return assets.mulDiv(supply + VIRTUAL, value + VIRTUAL, rounding);
    }

    /// @notice Assets that a leave with `shares` is paid at a net asset value, rounded down.
    /// @dev The virtual share lifts a price under one, by which all shares together would be paid more than there is: there it is left out.
    function paidFor(uint256 shares, uint256 supply, uint256 value) internal pure returns (uint256) {
        return value < supply ? shares.mulDiv(value, supply) : toAssets(shares, supply, value, Math.Rounding.Floor);
    }

    /// @notice Shares that a leave with `assets` costs at a net asset value, rounded up: the inverse of `paidFor`. Where there is nothing to be paid,
    /// as many as the virtual share alone would cost.
    function costOf(uint256 assets, uint256 supply, uint256 value) internal pure returns (uint256) {
        return value < supply && value != 0
            ? assets.mulDiv(supply, value, Math.Rounding.Ceil)
            : toShares(assets, supply, value, Math.Rounding.Ceil);
    }

    /// @notice The most shares for which `paidFor` is at most `assets`, and none where there is nothing to be paid.
    function coveredBy(uint256 assets, uint256 supply, uint256 value) internal pure returns (uint256) {
        if (value >= supply) return toShares(assets, supply, value, Math.Rounding.Floor);
        return value == 0 ? 0 : assets.mulDiv(supply, value);
    }

    /// @notice Assets for `shares` at a net asset value.
    function toAssets(uint256 shares, uint256 supply, uint256 value, Math.Rounding rounding)
        internal
        pure
        returns (uint256)
    {
        return shares.mulDiv(value + VIRTUAL, supply + VIRTUAL, rounding);
    }
}
