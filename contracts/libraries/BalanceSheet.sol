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
        int256 total = idle.toInt256() + lst + ethToLst(eth, rateWad, rounding);
        return SignedMath.max(total, 0).toUint256();
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

    /// @notice The largest gain that may be recognised in `elapsed` seconds: navPar × rate × elapsed / year.
    /// @dev Measured on the present net asset value, so that a vault that was at zero can recover.
    /// @param maxGainRateWad WAD fraction a year.
    function maxGain(uint256 navPar, uint256 maxGainRateWad, uint256 elapsed, Math.Rounding rounding)
        internal
        pure
        returns (uint256)
    {
        return navPar.mulDiv(maxGainRateWad * elapsed, WAD * YEAR, rounding);
    }

    /// @notice Shares for `assets` at a net asset value.
    function toShares(uint256 assets, uint256 supply, uint256 value, Math.Rounding rounding)
        internal
        pure
        returns (uint256)
    {
        return assets.mulDiv(supply + VIRTUAL, value + VIRTUAL, rounding);
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
