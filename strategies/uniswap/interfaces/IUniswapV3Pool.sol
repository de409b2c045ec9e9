// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast uses of a Uniswap v3 pool.
interface IUniswapV3Pool {
    function token0() external view returns (address);
    function token1() external view returns (address);

    /// @notice Fee in hundredths of a bip.
    function fee() external view returns (uint24);

    /// @notice Liquidity in range.
    function liquidity() external view returns (uint128);

    /// @return sqrtPriceX96 Square root of token1 per token0, Q96.
    /// @return tick The tick that the price lies in.
    function slot0()
        external
        view
        returns (
            uint160 sqrtPriceX96,
            int24 tick,
            uint16 observationIndex,
            uint16 observationCardinality,
            uint16 observationCardinalityNext,
            uint8 feeProtocol,
            bool unlocked
        );

    /// @notice Swaps, sending the output first and then calling `uniswapV3SwapCallback` on the caller for the input.
    /// @param zeroForOne Whether token0 goes in.
    /// @param amountSpecified Positive: exact input. Negative: exact output.
    /// @param sqrtPriceLimitX96 The price at which the swap stops, filled or not.
    /// @return amount0 Change of the pool's token0: positive is paid in, negative is paid out.
    /// @return amount1 The same of token1.
    function swap(
        address recipient,
        bool zeroForOne,
        int256 amountSpecified,
        uint160 sqrtPriceLimitX96,
        bytes calldata data
    ) external returns (int256 amount0, int256 amount1);
}
