// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IRateSource} from "contracts/interfaces/IRateSource.sol";
import {IUniswapV3Oracle} from "contracts/interfaces/IUniswapV3Oracle.sol";

/// @title UniswapTwapRateSource
/// @notice A market quote from the time-weighted geometric mean price of a Uniswap v3 pool of LST and WETH.
/// @dev Source of the formulas: Uniswap v3 whitepaper, sections 5.2 (geometric mean tick) and 5.3 (harmonic mean liquidity).
contract UniswapTwapRateSource is IRateSource {
    /// @notice The pool does not hold LST and WETH.
    error PoolMismatch(address token0, address token1);
    /// @notice The window is too short to be worth anything against manipulation.
    error WindowTooShort(uint256 window, uint256 min);
    /// @notice The pool was too thin over the window for its price to mean something.
    error LiquidityTooLow(uint256 harmonicMeanLiquidity, uint256 min);

    uint32 private constant MIN_WINDOW = 10 minutes;

    IUniswapV3Oracle public immutable POOL;
    uint32 public immutable WINDOW;
    /// @notice Harmonic mean of in-range liquidity under which the pool is not quoted.
    uint128 public immutable MIN_LIQUIDITY;
    bool private immutable LST_IS_TOKEN0;

    constructor(address pool, address lst, address weth, uint32 window, uint128 minLiquidity) {
        require(window >= MIN_WINDOW, WindowTooShort(window, MIN_WINDOW));
        (address token0, address token1) = (IUniswapV3Oracle(pool).token0(), IUniswapV3Oracle(pool).token1());
        LST_IS_TOKEN0 = token0 == lst;
        require((token0 == lst && token1 == weth) || (token0 == weth && token1 == lst), PoolMismatch(token0, token1));
        POOL = IUniswapV3Oracle(pool);
        WINDOW = window;
        MIN_LIQUIDITY = minLiquidity;
    }

    /// @inheritdoc IRateSource
    function rate() external view returns (uint256) {
        uint32[] memory ago = new uint32[](2);
        ago[0] = WINDOW;
        (int56[] memory ticks, uint160[] memory secondsPerLiquidity) = POOL.observe(ago);
        _requireLiquidity(secondsPerLiquidity);

        // Unchecked in the pool by design: cumulative values wrap, their difference over a window does not.
        int56 delta;
        unchecked {
            delta = ticks[1] - ticks[0];
        }
        int24 meanTick = SafeCast.toInt24(delta / int56(uint56(WINDOW)));
        if (delta < 0 && delta % int56(uint56(WINDOW)) != 0) meanTick--;
        // A lower tick is a lower price of token0; where LST is token1 its price is the inverse, and rounding the tick up lowers it.
        if (!LST_IS_TOKEN0 && delta % int56(uint56(WINDOW)) != 0) meanTick++;
        return _rateAtTick(meanTick);
    }

    function _rateAtTick(int24 tick) private view returns (uint256) {
        uint256 sqrtPriceX96 = TickMath.getSqrtPriceAtTick(tick);
        // token1 per token0 in Q96; square in two steps so that it fits for every tick.
        uint256 priceX96 = Math.mulDiv(sqrtPriceX96, sqrtPriceX96, 1 << 96);
        return LST_IS_TOKEN0 ? Math.mulDiv(priceX96, 1e18, 1 << 96) : Math.mulDiv(1e18, 1 << 96, priceX96);
    }

    function _requireLiquidity(uint160[] memory secondsPerLiquidity) private view {
        uint160 delta;
        unchecked {
            delta = secondsPerLiquidity[1] - secondsPerLiquidity[0];
        }
        uint256 harmonicMean = delta == 0 ? type(uint128).max : (uint256(WINDOW) << 128) / delta;
        require(harmonicMean >= MIN_LIQUIDITY, LiquidityTooLow(harmonicMean, MIN_LIQUIDITY));
    }
}
