// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {UniswapV3RangeMath} from "strategies/uniswap/UniswapV3RangeMath.sol";
import {UniswapV3RangePositions} from "strategies/uniswap/UniswapV3RangePositions.sol";
import {IUniswapV3MintCallback} from "strategies/uniswap/interfaces/IUniswapV3MintCallback.sol";

/// @title UniswapV3RangeLiquidity
/// @notice Liquidity going into the pool and coming out, and the books kept of it.
abstract contract UniswapV3RangeLiquidity is UniswapV3RangePositions, IUniswapV3MintCallback {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @notice What the vault is having done in this transaction; a callback is taken only in the operation that it belongs to.
    enum Operation {
        None,
        AddLiquidity,
        Trade
    }

    Operation internal transient _operation;

    /* CALLBACK */

    /// @inheritdoc IUniswapV3MintCallback
    function uniswapV3MintCallback(uint256 amount0Owed, uint256 amount1Owed, bytes calldata) external {
        require(msg.sender == address(UNISWAP) && _operation == Operation.AddLiquidity, UnexpectedCallback(msg.sender));
        if (amount0Owed != 0) LST.safeTransfer(address(UNISWAP), amount0Owed);
        if (amount1Owed != 0) IERC20(address(WETH)).safeTransfer(address(UNISWAP), amount1Owed);
    }

    /* INTERNAL */

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

    /// @dev Amounts to use, out of what is held. `type(uint256).max` is all.
    function _ofHeld(uint256 lst, uint256 weth_) internal view returns (uint256, uint256) {
        (uint256 heldLst, uint256 heldWeth) = held();
        if (lst == type(uint256).max) lst = heldLst;
        if (weth_ == type(uint256).max) weth_ = heldWeth;
        require(lst <= heldLst, HoldingExceeded(address(LST), lst, heldLst));
        require(weth_ <= heldWeth, HoldingExceeded(address(WETH), weth_, heldWeth));
        return (lst, weth_);
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
}
