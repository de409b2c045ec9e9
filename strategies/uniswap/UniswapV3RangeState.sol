// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IssuerState, PoolState} from "strategies/aave/AaveV3LoopState.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";

/// @notice What a keeper must know of a Uniswap v3 range strategy and of its market; the `details` of kind "uniswap-v3-range".
/// @param ranges Every range with its liquidity, what it holds at the pool's price, and its fees. @param heldLst, heldWeth Outside the ranges, wei.
/// @param limits The strategy's own bounds. @param tickSpacing What a range's ends are multiples of.
/// @param pool Where it stands. @param growth0X128, growth1X128 Fees per liquidity since the pool began, Q128, modulo 2^256.
/// @param twapAvailable Whether the pool remembers the window. @param meanTick Its mean over it, zero where it does not.
/// @param cardinality Observations that the pool keeps. @param issuer Where LST is minted at par.
struct UniswapV3RangeState {
    IUniswapV3Range.RangeState[] ranges;
    uint256 heldLst;
    uint256 heldWeth;
    IUniswapV3Range.Limits limits;
    int24 tickSpacing;
    PoolState pool;
    uint256 growth0X128;
    uint256 growth1X128;
    bool twapAvailable;
    int24 meanTick;
    uint16 cardinality;
    IssuerState issuer;
}
