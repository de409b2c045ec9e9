// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {UniswapV3RangeConfig} from "strategies/uniswap/UniswapV3RangeConfig.sol";
import {UniswapV3RangeMath} from "strategies/uniswap/UniswapV3RangeMath.sol";

/// @title UniswapV3RangeGuard
/// @notice Lets liquidity move only at a price that others agree with.
abstract contract UniswapV3RangeGuard is UniswapV3RangeConfig {
    /// @dev For what a false price could make dear: liquidity that is added, and a sale.
    /// @return sqrtPriceX96 The pool's price, which is near the market and its own mean. @return marketWad The oracle's market, which is fresh.
    function _requirePrice() internal view returns (uint160 sqrtPriceX96, uint256 marketWad) {
        bool fresh;
        (, marketWad, fresh) = _rates();
        require(fresh, OracleNotFresh());
        sqrtPriceX96 = _requirePriceNear(marketWad);
    }

    /// @dev For liquidity that is taken off, which a stale oracle must not stop: its market is then a fallback and says nothing of the pool.
    function _requirePriceToClose() internal view {
        (, uint256 marketWad, bool fresh) = _rates();
        if (fresh) _requirePriceNear(marketWad);
        else _requireNearTwap();
    }

    function _requirePriceNear(uint256 marketWad) private view returns (uint160 sqrtPriceX96) {
        uint256 spotWad;
        (sqrtPriceX96, spotWad) = _requireNearTwap();
        require(
            UniswapV3RangeMath.near(spotWad, marketWad, MAX_DEVIATION_BPS),
            PoolOffMarket(spotWad, marketWad, MAX_DEVIATION_BPS)
        );
    }

    function _requireNearTwap() private view returns (uint160 sqrtPriceX96, uint256 spotWad) {
        uint16 cardinality;
        (sqrtPriceX96,,, cardinality,,,) = UNISWAP.slot0();
        spotWad = UniswapV3RangeMath.rateWad(sqrtPriceX96);
        uint256 twapWad = UniswapV3RangeMath.rateWad(TickMath.getSqrtPriceAtTick(_meanTick(cardinality)));
        require(
            UniswapV3RangeMath.near(spotWad, twapWad, MAX_DEVIATION_BPS),
            PoolOffTwap(spotWad, twapWad, MAX_DEVIATION_BPS)
        );
    }

    function _meanTick(uint16 cardinality) private view returns (int24) {
        uint32[] memory ago = new uint32[](2);
        ago[0] = TWAP_WINDOW;
        try UNISWAP.observe(ago) returns (int56[] memory cumulative, uint160[] memory) {
            return UniswapV3RangeMath.meanTick(cumulative[0], cumulative[1], TWAP_WINDOW);
        } catch {
            revert TwapUnavailable(TWAP_WINDOW, cardinality);
        }
    }
}
