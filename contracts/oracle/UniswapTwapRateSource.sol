// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IRateSource} from "contracts/interfaces/IRateSource.sol";
import {IUniswapV3Oracle} from "contracts/interfaces/IUniswapV3Oracle.sol";

/// @title UniswapTwapRateSource
/// @notice A market quote from a Uniswap v3 pool of LST and WETH: the window is cut into five equal parts, and the median of their
/// time-weighted geometric mean prices is quoted.
/// @dev Source of the formulas: Uniswap v3 whitepaper, sections 5.2 (geometric mean tick) and 5.3 (harmonic mean liquidity).
///
/// WHAT IT WITHSTANDS
/// - A mean over the whole window would follow a single block at an absurd price, which costs no more than fees where the pool is thin. Of five
///   parts two may say anything, and the median still lies between the least and the most that the other three say.
/// - Whatever touches no more than two parts therefore moves nothing: one stretch at any price, as long as a part and wherever it lies (across a
///   boundary it touches two), or two of one slot each (on mainnet's grid of twelve seconds no boundary falls into one).
/// - Liquidity is judged by its median as well, and not in the part that is quoted: otherwise a block far above and one far below, which leave a
///   part's mean where it was and its liquidity at nothing, would make the honest pool silent.
///
/// WHAT IT DOES NOT
/// - What touches three parts: a stretch longer than a part, three short ones that span more than a part, or two of two slots each that lie across
///   boundaries. Whoever builds two blocks in a row three times in half an hour, or three in a row twice, can do that, and move the quote as far as he
///   likes if he brings liquidity of his own to his price, or else silence it.
/// - An honest move is seen late: nothing of it during two parts, all of it after three.
contract UniswapTwapRateSource is IRateSource {
    /// @notice The pool does not hold LST and WETH.
    error PoolMismatch(address token0, address token1);
    /// @notice The window is too short to be worth anything against manipulation.
    error WindowTooShort(uint256 window, uint256 min);
    /// @notice The window cannot be cut into `parts` equal parts of whole seconds.
    error WindowIndivisible(uint256 window, uint256 parts);
    /// @notice The pool does not remember the window. Raise its cardinality (`increaseObservationCardinalityNext`) to one observation for each
    /// block of the window, since it keeps up to one a block, and deploy once the window has passed.
    error HistoryTooShort(uint256 window);
    /// @notice The pool was too thin over the window for its price to mean something.
    error LiquidityTooLow(uint256 harmonicMeanLiquidity, uint256 min);

    uint32 private constant PARTS = 5;
    /// @dev A part of two minutes has ten blocks; nobody builds as many in a row.
    uint32 private constant MIN_WINDOW = 10 minutes;

    IUniswapV3Oracle public immutable POOL;
    uint32 public immutable WINDOW;
    /// @notice Harmonic mean of in-range liquidity under which the pool is not quoted.
    uint128 public immutable MIN_LIQUIDITY;
    bool private immutable LST_IS_TOKEN0;

    constructor(address pool, address lst, address weth, uint32 window, uint128 minLiquidity) {
        require(window >= MIN_WINDOW, WindowTooShort(window, MIN_WINDOW));
        require(window % PARTS == 0, WindowIndivisible(window, PARTS));
        (address token0, address token1) = (IUniswapV3Oracle(pool).token0(), IUniswapV3Oracle(pool).token1());
        LST_IS_TOKEN0 = token0 == lst;
        require((token0 == lst && token1 == weth) || (token0 == weth && token1 == lst), PoolMismatch(token0, token1));
        POOL = IUniswapV3Oracle(pool);
        WINDOW = window;
        MIN_LIQUIDITY = minLiquidity;
        try IUniswapV3Oracle(pool).observe(_boundaries(window)) {}
        catch {
            revert HistoryTooShort(window);
        }
    }

    /// @inheritdoc IRateSource
    function rate() external view returns (uint256) {
        (int56[] memory ticks, uint160[] memory secondsPerLiquidity) = POOL.observe(_boundaries(WINDOW));
        int256[] memory tickSums = new int256[](PARTS);
        int256[] memory thinness = new int256[](PARTS);
        // Unchecked in the pool by design: cumulative values wrap, their difference over a part does not.
        unchecked {
            for (uint256 i; i < PARTS; ++i) {
                tickSums[i] = ticks[i + 1] - ticks[i];
                thinness[i] = int256(uint256(secondsPerLiquidity[i + 1] - secondsPerLiquidity[i]));
            }
        }
        _requireLiquidity(uint256(_median(thinness)));

        int256 part = int256(uint256(WINDOW / PARTS));
        int256 tickSum = _median(tickSums);
        int24 meanTick = SafeCast.toInt24(tickSum / part);
        if (tickSum < 0 && tickSum % part != 0) meanTick--;
        // A lower tick is a lower price of token0; where LST is token1 its price is the inverse, and rounding the tick up lowers it.
        if (!LST_IS_TOKEN0 && tickSum % part != 0) meanTick++;
        return _rateAtTick(meanTick);
    }

    /// @dev The parts' boundaries in seconds ago, from the beginning of the window until now.
    function _boundaries(uint32 window) private pure returns (uint32[] memory ago) {
        ago = new uint32[](PARTS + 1);
        for (uint32 i; i < PARTS; ++i) {
            ago[i] = window / PARTS * (PARTS - i);
        }
    }

    /// @dev Sorts in place by insertion.
    function _median(int256[] memory values) private pure returns (int256) {
        for (uint256 i = 1; i < PARTS; ++i) {
            for (uint256 j = i; j != 0 && values[j - 1] > values[j]; --j) {
                (values[j - 1], values[j]) = (values[j], values[j - 1]);
            }
        }
        return values[PARTS / 2];
    }

    function _rateAtTick(int24 tick) private view returns (uint256) {
        uint256 sqrtPriceX96 = TickMath.getSqrtPriceAtTick(tick);
        // token1 per token0 in Q96; square in two steps so that it fits for every tick.
        uint256 priceX96 = Math.mulDiv(sqrtPriceX96, sqrtPriceX96, 1 << 96);
        return LST_IS_TOKEN0 ? Math.mulDiv(priceX96, 1e18, 1 << 96) : Math.mulDiv(1e18, 1 << 96, priceX96);
    }

    function _requireLiquidity(uint256 secondsPerLiquidity) private view {
        uint256 part = WINDOW / PARTS;
        uint256 harmonicMean = secondsPerLiquidity == 0 ? type(uint128).max : (part << 128) / secondsPerLiquidity;
        require(harmonicMean >= MIN_LIQUIDITY, LiquidityTooLow(harmonicMean, MIN_LIQUIDITY));
    }
}
