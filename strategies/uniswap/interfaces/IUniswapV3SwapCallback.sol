// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a Uniswap v3 pool calls on who swaps.
interface IUniswapV3SwapCallback {
    /// @param amount0Delta Token0 owed to the pool (positive) or received from it (negative).
    /// @param amount1Delta The same of token1.
    /// @param data What was passed to `swap`.
    function uniswapV3SwapCallback(int256 amount0Delta, int256 amount1Delta, bytes calldata data) external;
}
