// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast's oracle reads of a Uniswap v3 pool.
interface IUniswapV3Oracle {
    function token0() external view returns (address);
    function token1() external view returns (address);

    /// @notice Cumulative tick and seconds per liquidity (Q128) as of each `secondsAgos`.
    function observe(uint32[] calldata secondsAgos)
        external
        view
        returns (int56[] memory tickCumulatives, uint160[] memory secondsPerLiquidityCumulativeX128s);
}
