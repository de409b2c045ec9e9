// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SqrtPriceMath} from "@uniswap/v4-core/src/libraries/SqrtPriceMath.sol";

/// @title UniswapV3RangeMath
/// @notice What a range holds at a price, and what liquidity takes to be made or to release an amount. Token0 is the LST and token1 is WETH, both of
/// 18 decimals; prices are square roots in Q96.
/// @dev Formulas: Uniswap v3 whitepaper, 6.29 and 6.30 (amounts of a range), 6.17 to 6.19 (fee growth inside it). With liquidity L between a and b at s:
/// LST = L × (1/s − 1/b) and WETH = L × (s − a), s clamped to the range.
library UniswapV3RangeMath {
    uint256 private constant WAD = 1e18;
    uint256 private constant Q96 = 1 << 96;
    uint256 private constant Q128 = 1 << 128;

    /// @notice What liquidity between `a` and `b` holds at `s`, wei, rounded down as the pool does when it is burnt.
    function amounts(uint160 s, uint160 a, uint160 b, uint128 liquidity)
        internal
        pure
        returns (uint256 lst, uint256 weth)
    {
        uint160 clamped = s < a ? a : s > b ? b : s;
        lst = SqrtPriceMath.getAmount0Delta(clamped, b, liquidity, false);
        weth = SqrtPriceMath.getAmount1Delta(a, clamped, liquidity, false);
    }

    /// @notice The most liquidity that `lst` and `weth` make at `s`, rounded down, so that the pool never asks for more than either.
    function liquidityFor(uint160 s, uint160 a, uint160 b, uint256 lst, uint256 weth) internal pure returns (uint128) {
        uint256 liquidity = type(uint256).max;
        if (s < b) {
            uint256 from = Math.max(s, a);
            liquidity = Math.mulDiv(lst, Math.mulDiv(from, b, Q96), b - from);
        }
        if (s > a) liquidity = Math.min(liquidity, Math.mulDiv(weth, Q96, Math.min(s, b) - a));
        return SafeCast.toUint128(liquidity);
    }

    /// @notice The least liquidity that gives `lst` when it is burnt at `s`, which must lie under `b`; rounded up.
    function liquidityReleasing(uint160 s, uint160 a, uint160 b, uint256 lst) internal pure returns (uint256) {
        uint256 from = Math.max(s, a);
        uint256 product = Math.mulDiv(from, b, Q96, Math.Rounding.Ceil);
        return Math.mulDiv(lst, product, b - from, Math.Rounding.Ceil);
    }

    /// @notice ETH per LST in WAD at a pool price, rounded down.
    function rateWad(uint160 s) internal pure returns (uint256) {
        // Squared in two steps so that it fits for every price.
        return Math.mulDiv(Math.mulDiv(s, s, Q96), WAD, Q96);
    }

    /// @notice Whether `rate` is within `maxDeviationBps` of `reference`.
    function near(uint256 rate, uint256 reference_, uint256 maxDeviationBps) internal pure returns (bool) {
        uint256 distance = rate > reference_ ? rate - reference_ : reference_ - rate;
        return distance * 10_000 <= reference_ * maxDeviationBps;
    }

    /// @notice The mean tick over a window between two cumulative ticks, rounded down.
    function meanTick(int56 first, int56 last, uint32 window) internal pure returns (int24 mean) {
        int56 sum;
        // Cumulative values wrap by design, their difference over a window does not.
        unchecked {
            sum = last - first;
        }
        int56 seconds_ = int56(uint56(window));
        mean = SafeCast.toInt24(sum / seconds_);
        if (sum < 0 && sum % seconds_ != 0) mean--;
    }

    /// @notice Fees per liquidity inside a range, Q128, modulo 2^256. @param lower, upper Growth outside its ends.
    function growthInside(int24 tick, int24 tickLower, int24 tickUpper, uint256 global, uint256 lower, uint256 upper)
        internal
        pure
        returns (uint256)
    {
        // Growth wraps by design; differences of it do not.
        unchecked {
            uint256 below = tick >= tickLower ? lower : global - lower;
            uint256 above = tick < tickUpper ? upper : global - upper;
            return global - below - above;
        }
    }

    /// @notice What is owed to a position: what was, and the fees since, rounded down as the pool does.
    function owed(uint256 inside, uint256 insideLast, uint128 liquidity, uint128 before)
        internal
        pure
        returns (uint256)
    {
        unchecked {
            return uint256(before) + Math.mulDiv(inside - insideLast, liquidity, Q128);
        }
    }
}
