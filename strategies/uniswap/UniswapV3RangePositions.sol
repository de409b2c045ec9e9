// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {UniswapV3RangeBook} from "strategies/uniswap/UniswapV3RangeBook.sol";
import {UniswapV3RangeConfig} from "strategies/uniswap/UniswapV3RangeConfig.sol";
import {UniswapV3RangeMath} from "strategies/uniswap/UniswapV3RangeMath.sol";
import {IUniswapV3MintCallback} from "strategies/uniswap/interfaces/IUniswapV3MintCallback.sol";

/// @title UniswapV3RangePositions
/// @notice The strategy's positions in the pool: what they are worth, and liquidity going in and coming out.
abstract contract UniswapV3RangePositions is UniswapV3RangeConfig, UniswapV3RangeBook, IUniswapV3MintCallback {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @notice What the vault is having done in this transaction; a callback is taken only in the operation that it belongs to.
    enum Operation {
        None,
        AddLiquidity,
        Trade
    }

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

    Operation internal transient _operation;

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

    /* CALLBACK */

    /// @inheritdoc IUniswapV3MintCallback
    function uniswapV3MintCallback(uint256 amount0Owed, uint256 amount1Owed, bytes calldata) external {
        require(msg.sender == address(UNISWAP) && _operation == Operation.AddLiquidity, UnexpectedCallback(msg.sender));
        if (amount0Owed != 0) LST.safeTransfer(address(UNISWAP), amount0Owed);
        if (amount1Owed != 0) IERC20(address(WETH)).safeTransfer(address(UNISWAP), amount1Owed);
    }

    /* LIQUIDITY */

    /// @dev Adds what fits of what is held. @param sqrtPriceX96 The pool's price, found to be true.
    function _addLiquidity(uint160 sqrtPriceX96, Range memory range, uint256 lst, uint256 weth_, uint128 minLiquidity)
        internal
    {
        _requireRange(range);
        (lst, weth_) = _ofHeld(lst, weth_);
        uint128 liquidity = UniswapV3RangeMath.liquidityFor(
            sqrtPriceX96,
            TickMath.getSqrtPriceAtTick(range.tickLower),
            TickMath.getSqrtPriceAtTick(range.tickUpper),
            lst,
            weth_
        );
        require(liquidity != 0, LiquidityZero());
        require(liquidity >= minLiquidity, LiquidityTooLittle(liquidity, minLiquidity));
        _addRange(range);

        _operation = Operation.AddLiquidity;
        (uint256 paidLst, uint256 paidWeth) =
            UNISWAP.mint(address(this), range.tickLower, range.tickUpper, liquidity, "");
        _operation = Operation.None;
        _debit(paidLst, paidWeth);
        emit LiquidityAdded(range.tickLower, range.tickUpper, liquidity, paidLst, paidWeth);
    }

    /// @dev Takes liquidity off a range and books what comes out with all fees of the range. Zero collects the fees alone.
    function _removeLiquidity(uint256 place, uint128 liquidity, bool whole)
        internal
        returns (uint256 lst, uint256 weth_, uint256 feesLst, uint256 feesWeth)
    {
        Range memory range = _rangeAt(place);
        if (whole) _removeRange(place);
        (lst, weth_) = UNISWAP.burn(range.tickLower, range.tickUpper, liquidity);
        (uint256 allLst, uint256 allWeth) =
            UNISWAP.collect(address(this), range.tickLower, range.tickUpper, type(uint128).max, type(uint128).max);
        (feesLst, feesWeth) = (allLst - lst, allWeth - weth_);
        _credit(allLst, allWeth);
        emit LiquidityRemoved(range.tickLower, range.tickUpper, liquidity, lst, weth_, feesLst, feesWeth);
    }

    /// @dev Brings `missing` more LST out of the ranges, at whatever price the pool has.
    function _release(uint256 missing) internal {
        Market memory market = _readMarket();
        uint256 left = missing;
        for (uint256 i = _rangeCount(); i != 0 && left != 0; --i) {
            Position memory p = _read(market, _rangeAt(i - 1));
            (uint256 inLst,) = UniswapV3RangeMath.amounts(market.sqrtPriceX96, p.sqrtLower, p.sqrtUpper, p.liquidity);
            if (inLst + p.feesLst == 0) continue;
            uint128 liquidity = _liquidityFor(market, p, inLst, Math.saturatingSub(left, p.feesLst));
            (uint256 lst,, uint256 feesLst,) = _removeLiquidity(i - 1, liquidity, liquidity == p.liquidity);
            left = Math.saturatingSub(left, lst + feesLst);
        }
        require(left == 0, WithdrawExceedsAvailable(missing, missing - left));
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

    /// @dev Amounts to use, out of what is held. `type(uint256).max` is all.
    function _ofHeld(uint256 lst, uint256 weth_) internal view returns (uint256, uint256) {
        (uint256 heldLst, uint256 heldWeth) = held();
        if (lst == type(uint256).max) lst = heldLst;
        if (weth_ == type(uint256).max) weth_ = heldWeth;
        require(lst <= heldLst, HoldingExceeded(address(LST), lst, heldLst));
        require(weth_ <= heldWeth, HoldingExceeded(address(WETH), weth_, heldWeth));
        return (lst, weth_);
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

    /// @dev Liquidity of a position whose burning gives `lst`, of which it holds `inLst`; all of it where that is not more.
    function _liquidityFor(Market memory market, Position memory p, uint256 inLst, uint256 lst)
        private
        pure
        returns (uint128)
    {
        if (lst == 0) return 0;
        if (lst >= inLst) return p.liquidity;
        uint256 least = UniswapV3RangeMath.liquidityReleasing(market.sqrtPriceX96, p.sqrtLower, p.sqrtUpper, lst);
        return Math.min(least, p.liquidity).toUint128();
    }

    function _requireRange(Range memory range) private view {
        _requireTick(range.tickLower);
        _requireTick(range.tickUpper);
        require(range.tickLower < range.tickUpper, RangeEmpty(range.tickLower, range.tickUpper));
    }

    function _requireTick(int24 tick) private view {
        require(tick % TICK_SPACING == 0, TickOutOfSpacing(tick, TICK_SPACING));
        require(
            tick >= TickMath.MIN_TICK && tick <= TickMath.MAX_TICK,
            TickOutOfBounds(tick, TickMath.MIN_TICK, TickMath.MAX_TICK)
        );
    }

    function _key(Range memory range) private view returns (bytes32) {
        return keccak256(abi.encodePacked(address(this), range.tickLower, range.tickUpper));
    }
}
