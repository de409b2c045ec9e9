// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {UniswapV3RangeBook} from "strategies/uniswap/UniswapV3RangeBook.sol";
import {UniswapV3RangeConfig} from "strategies/uniswap/UniswapV3RangeConfig.sol";
import {UniswapV3RangeMath} from "strategies/uniswap/UniswapV3RangeMath.sol";

/// @title UniswapV3RangePositions
/// @notice The strategy's positions in the pool, read as the pool would settle them now, and what they are worth.
abstract contract UniswapV3RangePositions is UniswapV3RangeConfig, UniswapV3RangeBook {
    /// @dev A pool as all its positions see it.
    struct Market {
        uint160 sqrtPriceX96;
        int24 tick;
        uint256 growth0;
        uint256 growth1;
    }

    /// @dev A position as the pool would leave it if it were touched now.
    struct Position {
        uint160 sqrtLower;
        uint160 sqrtUpper;
        uint128 liquidity;
        uint256 feesLst;
        uint256 feesWeth;
    }

    /* VIEWS */

    /// @inheritdoc IStrategy
    /// @dev Ranges are split at `rateWad`, whatever the pool's price. There a position is worth least: at another price it is what trades at better
    /// prices than `rateWad` have made of it. So burning at any price gives at least this, valued at `rateWad`.
    function exposure(uint256 rateWad) external view returns (int256 lst, int256 eth) {
        (uint256 ownedLst, uint256 ownedWeth) = held();
        uint160 sqrtRate = LstMarketMath.sqrtPriceAt(rateWad, 0);
        uint256 count = _rangeCount();
        if (count != 0) {
            Market memory market = _readMarket();
            for (uint256 i; i < count; ++i) {
                Position memory p = _read(market, _rangeAt(i));
                (uint256 inLst, uint256 inWeth) =
                    UniswapV3RangeMath.amounts(sqrtRate, p.sqrtLower, p.sqrtUpper, p.liquidity);
                ownedLst += inLst + p.feesLst;
                ownedWeth += inWeth + p.feesWeth;
            }
        }
        return (SafeCast.toInt256(ownedLst), SafeCast.toInt256(ownedWeth));
    }

    /// @inheritdoc IStrategy
    /// @dev What is held needs no pool. Burning at the pool's price, whoever has moved it, never costs the vault anything at par: d/ds of
    /// L × (1/s − 1/b) × p² + L × (s − a) is L × (1 − p²/s²), negative under p and positive over it, so that the value at par is least at s = p,
    /// which is what `exposure` reports.
    function withdrawable() external view returns (uint256 assets) {
        (assets,) = held();
        if (_rangeCount() == 0) return assets;
        try this.releasable() returns (uint256 lst) {
            assets += lst;
        } catch {}
    }

    /// @inheritdoc IUniswapV3Range
    function releasable() external view returns (uint256 lst) {
        (,,,,,, bool unlocked) = UNISWAP.slot0();
        if (!unlocked) return 0;
        Market memory market = _readMarket();
        uint256 count = _rangeCount();
        for (uint256 i; i < count; ++i) {
            Position memory p = _read(market, _rangeAt(i));
            (uint256 inLst,) = UniswapV3RangeMath.amounts(market.sqrtPriceX96, p.sqrtLower, p.sqrtUpper, p.liquidity);
            lst += inLst + p.feesLst;
        }
    }

    /// @inheritdoc IUniswapV3Range
    function ranges() external view returns (RangeState[] memory states) {
        states = new RangeState[](_rangeCount());
        if (states.length == 0) return states;
        Market memory market = _readMarket();
        for (uint256 i; i < states.length; ++i) {
            Range memory range = _rangeAt(i);
            Position memory p = _read(market, range);
            (uint256 lst, uint256 inWeth) =
                UniswapV3RangeMath.amounts(market.sqrtPriceX96, p.sqrtLower, p.sqrtUpper, p.liquidity);
            states[i] = RangeState(range.tickLower, range.tickUpper, p.liquidity, lst, inWeth, p.feesLst, p.feesWeth);
        }
    }

    /* READING */

    function _readMarket() internal view returns (Market memory market) {
        (market.sqrtPriceX96, market.tick,,,,,) = UNISWAP.slot0();
        (market.growth0, market.growth1) = (UNISWAP.feeGrowthGlobal0X128(), UNISWAP.feeGrowthGlobal1X128());
    }

    function _read(Market memory market, Range memory range) internal view returns (Position memory p) {
        p.sqrtLower = TickMath.getSqrtPriceAtTick(range.tickLower);
        p.sqrtUpper = TickMath.getSqrtPriceAtTick(range.tickUpper);
        (uint256 inside0, uint256 inside1) = _growthInside(market, range);
        uint256 last0;
        uint256 last1;
        uint128 owed0;
        uint128 owed1;
        (p.liquidity, last0, last1, owed0, owed1) = UNISWAP.positions(_key(range));
        p.feesLst = UniswapV3RangeMath.owed(inside0, last0, p.liquidity, owed0);
        p.feesWeth = UniswapV3RangeMath.owed(inside1, last1, p.liquidity, owed1);
    }

    function _liquidityOf(Range memory range) internal view returns (uint128 liquidity) {
        (liquidity,,,,) = UNISWAP.positions(_key(range));
    }

    function _growthInside(Market memory market, Range memory range)
        private
        view
        returns (uint256 inside0, uint256 inside1)
    {
        (,, uint256 lower0, uint256 lower1,,,,) = UNISWAP.ticks(range.tickLower);
        (,, uint256 upper0, uint256 upper1,,,,) = UNISWAP.ticks(range.tickUpper);
        (int24 tick, int24 from, int24 to) = (market.tick, range.tickLower, range.tickUpper);
        inside0 = UniswapV3RangeMath.growthInside(tick, from, to, market.growth0, lower0, upper0);
        inside1 = UniswapV3RangeMath.growthInside(tick, from, to, market.growth1, lower1, upper1);
    }

    function _key(Range memory range) private view returns (bytes32) {
        return keccak256(abi.encodePacked(address(this), range.tickLower, range.tickUpper));
    }
}
