// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a Uniswap v3 pool calls on who adds liquidity.
interface IUniswapV3MintCallback {
    /// @param amount0Owed Token0 owed to the pool for the liquidity. @param amount1Owed The same of token1. @param data What was passed to `mint`.
    function uniswapV3MintCallback(uint256 amount0Owed, uint256 amount1Owed, bytes calldata data) external;
}
