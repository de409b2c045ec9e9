// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What Ballast uses of a Uniswap v3 pool.
interface IUniswapV3Pool {
    function token0() external view returns (address);
    function token1() external view returns (address);

    /// @notice Fee in hundredths of a bip.
    function fee() external view returns (uint24);

    /// @notice A range's ends are multiples of this.
    function tickSpacing() external view returns (int24);

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

    /* LIQUIDITY */

    /// @notice Adds `amount` of liquidity to `recipient`'s position, calling `uniswapV3MintCallback` on the caller for its tokens.
    function mint(address recipient, int24 tickLower, int24 tickUpper, uint128 amount, bytes calldata data)
        external
        returns (uint256 amount0, uint256 amount1);

    /// @notice Takes liquidity off the caller's position; its tokens and the fees so far are then owed. Zero only brings the fees up to date.
    function burn(int24 tickLower, int24 tickUpper, uint128 amount) external returns (uint256 amount0, uint256 amount1);

    /// @notice Pays out what is owed to the caller's position, up to the amounts asked for.
    function collect(
        address recipient,
        int24 tickLower,
        int24 tickUpper,
        uint128 amount0Requested,
        uint128 amount1Requested
    ) external returns (uint128 amount0, uint128 amount1);

    /// @param key keccak256(abi.encodePacked(owner, tickLower, tickUpper)).
    /// @return liquidity Of the position.
    /// @return feeGrowthInside0LastX128 Fees per liquidity when it was last touched, Q128, modulo 2^256.
    /// @return feeGrowthInside1LastX128 The same of token1.
    /// @return tokensOwed0 Owed as of then.
    /// @return tokensOwed1 The same of token1.
    function positions(bytes32 key)
        external
        view
        returns (
            uint128 liquidity,
            uint256 feeGrowthInside0LastX128,
            uint256 feeGrowthInside1LastX128,
            uint128 tokensOwed0,
            uint128 tokensOwed1
        );

    /// @dev Of what it returns only the two fee growths are used: fees per liquidity on the other side of the tick, Q128, modulo 2^256; only differences mean something.
    function ticks(int24 tick)
        external
        view
        returns (
            uint128 liquidityGross,
            int128 liquidityNet,
            uint256 feeGrowthOutside0X128,
            uint256 feeGrowthOutside1X128,
            int56 tickCumulativeOutside,
            uint160 secondsPerLiquidityOutsideX128,
            uint32 secondsOutside,
            bool initialized
        );

    /// @notice Fees per liquidity since the pool began, Q128, modulo 2^256.
    function feeGrowthGlobal0X128() external view returns (uint256);
    function feeGrowthGlobal1X128() external view returns (uint256);

    /* HISTORY */

    /// @notice Cumulative tick and seconds per liquidity (Q128) as of each `secondsAgos`; reverts beyond what the pool remembers.
    function observe(uint32[] calldata secondsAgos)
        external
        view
        returns (int56[] memory tickCumulatives, uint160[] memory secondsPerLiquidityCumulativeX128s);
}
