// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Bounds of sales and purchases against the oracle's rate, and the pool prices that they come to. Token0 is the LST and token1 is WETH, both of 18
/// decimals.
library LstMarketMath {
    uint256 internal constant WAD = 1e18;
    uint256 internal constant BPS = 10_000;
    uint256 private constant PIPS = 1e6;

    /// @notice The fewest LST for `eth` at `maxSlippageBps` over `marketWad`, rounded up.
    function minLst(uint256 eth, uint256 marketWad, uint256 maxSlippageBps) internal pure returns (uint256) {
        return Math.mulDiv(eth, WAD * BPS, marketWad * (BPS + maxSlippageBps), Math.Rounding.Ceil);
    }

    /// @notice The most LST for `eth` at `maxSlippageBps` under `marketWad`, rounded down.
    function maxLst(uint256 eth, uint256 marketWad, uint256 maxSlippageBps) internal pure returns (uint256) {
        return Math.mulDiv(eth, WAD * BPS, marketWad * (BPS - maxSlippageBps));
    }

    /// @notice The pool price at which the next LST costs `rateWad` with the fee, as a square root in Q96, rounded down.
    /// @dev Token0 is the LST and token1 is WETH: sqrt(rate × (1 − fee)) × 2^96.
    function sqrtPriceAt(uint256 rateWad, uint256 feePips) internal pure returns (uint160) {
        return uint160(Math.sqrt(Math.mulDiv(rateWad * (PIPS - feePips), 1 << 192, WAD * PIPS)));
    }

    /// @notice The WETH (wei, fee left out) that a pool takes between two prices, as far as its liquidity of the moment reaches; rounded down.
    function ethBetween(uint160 sqrtPrice, uint160 sqrtPriceLimit, uint128 liquidity) internal pure returns (uint256) {
        return sqrtPriceLimit <= sqrtPrice ? 0 : Math.mulDiv(liquidity, sqrtPriceLimit - sqrtPrice, 1 << 96);
    }

    /// @notice The pool price at which the next LST sold brings `rateWad` after the fee, as a square root in Q96, rounded up.
    /// @dev sqrt(rate ÷ (1 − fee)) × 2^96.
    function sqrtSalePriceAt(uint256 rateWad, uint256 feePips) internal pure returns (uint160) {
        return uint160(Math.sqrt(Math.mulDiv(rateWad * PIPS, 1 << 192, WAD * (PIPS - feePips)), Math.Rounding.Ceil));
    }
}
