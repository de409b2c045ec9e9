// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {UniswapV3RangeConfig} from "strategies/uniswap/UniswapV3RangeConfig.sol";
import {UniswapV3RangeTrades} from "strategies/uniswap/UniswapV3RangeTrades.sol";

/// @title UniswapV3Range
/// @notice Liquidity of wstETH and WETH in up to four ranges of a Uniswap v3 pool, minted in the pool itself.
///
/// ASSUMPTIONS
/// - The pool is a genuine Uniswap v3 pool of wstETH (token0) and WETH (token1). It is checked by hand before the strategy is listed; the
///   constructor checks only that the parts fit each other.
/// - The LST is wstETH: ether sent to it is staked at par, one wstETH for each stETH share.
/// - The vault's oracle bounds every trade. It is asked for at each operation, so that a replaced oracle is followed.
///
/// ACCOUNTING
/// - Each range counts as what its liquidity would be at the rate that the vault asks for, never at the pool's price, with the fees owed to it up to
///   now, as the pool would pay them. What its own operations hold outside the ranges counts as well.
/// - What strangers send here counts only once the keeper has booked it (`collect`); liquidity that they add to one of the ranges, and fees that they
///   pay on purpose, count at once. All are gains, which the vault recognises slowly.
///
/// ROUNDING
/// - As the pool's: what goes in is rounded up, what comes out down, fees down, a wei each. Bounds round against the caller.
///
/// LOSSES
/// - Taking liquidity off loses nothing at par at any price of the pool (see `withdrawable`), hence `free` and `unwind` ask for none.
/// - Adding it at a false price does. The pool's price must be within `maxDeviationBps` of the oracle's market and of its own mean, which bounds
///   that loss to as much of what goes in; the oracle must be fresh.
/// - Trades lose at most the caller's bound or `maxSlippageBps` against the oracle's market rate, whichever is tighter.
/// - What no guard prevents: while the LST loses its peg the ranges buy it all the way down, and while par rises they sell it too early.
/// - Unwinding a leaver's slice may cost all of its WETH, which is his, and asks no bound of the oracle: it is turned into LST in the pool up to
///   par, at the issuer, and in the pool again. What stays keeps its legs.
///
/// LIVENESS
/// - `free` and `unwind` need only the pool, and for the WETH of a leaver, where the pool asks more than par, the issuer or a pool that is not empty.
///   A stale oracle, a pool price that is off and a pool that remembers nothing do not stop them.
/// - The keeper's operations wait while the pool's price is off or its mean unknown; `collect` never, and `close` not for the oracle.
/// - Off par a range comes out as more of one token than it was valued at. The vault takes that for a rise in risk, which needs a fresh market. Under par
///   it is LST that comes out more: closed by a `free` that takes it home in the same action, it is none.
/// - `withdrawable` is what `free(assets, "")` pays in this block: what is held alone while the pool is locked or does not answer.
///
/// WHO CAN DO WHAT
/// - The vault: everything. The pool: its callbacks, while an operation of the vault runs. Everybody else: nothing. There is no owner, no upgrade, no
///   sweep, and no approval at all.
contract UniswapV3Range is UniswapV3RangeTrades {
    using SafeERC20 for IERC20;

    /* INITIALIZE */

    constructor(address vault_, address uniswapPool_, address weth_, Limits memory limits_)
        UniswapV3RangeConfig(vault_, uniswapPool_, weth_, limits_)
    {}

    /* OPERATIONS */

    /// @inheritdoc IUniswapV3Range
    function open(int24 tickLower, int24 tickUpper, uint256 lst, uint256 weth_, uint128 minLiquidity)
        external
        onlyVault
    {
        (uint160 sqrtPriceX96,) = _requirePrice();
        _addLiquidity(sqrtPriceX96, Range(tickLower, tickUpper), lst, weth_, minLiquidity);
    }

    /// @inheritdoc IUniswapV3Range
    function close(int24 tickLower, int24 tickUpper, uint256 liquidity) external onlyVault {
        _requirePriceToClose();
        _closeRange(Range(tickLower, tickUpper), liquidity);
    }

    /// @inheritdoc IUniswapV3Range
    function reposition(int24 tickLower, int24 tickUpper, int24 newTickLower, int24 newTickUpper, uint128 minLiquidity)
        external
        onlyVault
    {
        (uint160 sqrtPriceX96,) = _requirePrice();
        _closeRange(Range(tickLower, tickUpper), type(uint256).max);
        _addAllHeld(sqrtPriceX96, Range(newTickLower, newTickUpper), minLiquidity);
    }

    /// @inheritdoc IUniswapV3Range
    function compound(int24 tickLower, int24 tickUpper, uint128 minLiquidity) external onlyVault {
        (uint160 sqrtPriceX96,) = _requirePrice();
        Range memory range = Range(tickLower, tickUpper);
        _requirePlaceOf(range);
        _collectFees();
        _addAllHeld(sqrtPriceX96, range, minLiquidity);
    }

    /// @inheritdoc IUniswapV3Range
    function collect() external onlyVault {
        _collectFees();
        (uint256 heldLst, uint256 heldWeth) = held();
        uint256 strayLst = LST.balanceOf(address(this)) - heldLst;
        uint256 strayWeth = WETH.balanceOf(address(this)) - heldWeth;
        if (strayLst | strayWeth == 0) return;
        _credit(strayLst, strayWeth);
        emit StraysBooked(strayLst, strayWeth);
    }

    /// @inheritdoc IUniswapV3Range
    function buyLst(uint256 eth, uint256 minLst) external onlyVault {
        _buyLst(eth, minLst);
    }

    /// @inheritdoc IUniswapV3Range
    function sellLst(uint256 lst, uint256 minEth) external onlyVault {
        _sellLst(lst, minEth);
    }

    /* INTERNAL */

    /// @inheritdoc StrategyBase
    function _put(uint256 assets, bytes4) internal override {
        (uint256 heldLst,) = held();
        uint256 balance = LST.balanceOf(address(this));
        require(balance >= heldLst + assets, TransferMissing(heldLst + assets, balance));
        _credit(assets, 0);
    }

    /// @inheritdoc StrategyBase
    function _take(uint256 assets) internal override {
        (uint256 heldLst,) = held();
        if (assets > heldLst) _release(assets - heldLst);
        _pay(assets);
    }

    /// @inheritdoc StrategyBase
    function _close(uint256 fractionWad) internal override {
        (uint256 lst, uint256 eth) = held();
        (lst, eth) = (_slice(lst, fractionWad), _slice(eth, fractionWad));
        for (uint256 i = _rangeCount(); i != 0; --i) {
            uint128 liquidity = uint128(_slice(_liquidityOf(_rangeAt(i - 1)), fractionWad));
            (uint256 outLst, uint256 outWeth, uint256 feesLst, uint256 feesWeth) =
                _removeLiquidity(i - 1, liquidity, fractionWad == WAD);
            lst += outLst + _slice(feesLst, fractionWad);
            eth += outWeth + _slice(feesWeth, fractionWad);
        }
        lst += _spendAtAnyPrice(eth);
        _pay(lst);
        emit Unwound(fractionWad, eth, lst);
    }

    /// @inheritdoc StrategyBase
    /// @dev The operations themselves decode their arguments; delegated to itself, the caller stays the vault.
    function _operate(bytes4 selector, bytes calldata arguments) internal override {
        bool known = selector == IUniswapV3Range.open.selector || selector == IUniswapV3Range.close.selector
            || selector == IUniswapV3Range.reposition.selector || selector == IUniswapV3Range.compound.selector
            || selector == IUniswapV3Range.collect.selector || selector == IUniswapV3Range.buyLst.selector
            || selector == IUniswapV3Range.sellLst.selector;
        require(known, UnknownOperation(selector));
        Address.functionDelegateCall(address(this), bytes.concat(selector, arguments));
    }

    function _closeRange(Range memory range, uint256 liquidity) private {
        uint256 place = _requirePlaceOf(range);
        uint128 all = _liquidityOf(range);
        if (liquidity == type(uint256).max) liquidity = all;
        require(liquidity != 0, LiquidityZero());
        require(liquidity <= all, LiquidityExceeded(liquidity, all));
        // Checked against what 128 bits hold.
        // forge-lint: disable-next-line(unsafe-typecast)
        _removeLiquidity(place, uint128(liquidity), liquidity == all);
    }

    function _addAllHeld(uint160 sqrtPriceX96, Range memory range, uint128 minLiquidity) private {
        _addLiquidity(sqrtPriceX96, range, type(uint256).max, type(uint256).max, minLiquidity);
    }

    function _collectFees() private {
        for (uint256 i = _rangeCount(); i != 0; --i) {
            _removeLiquidity(i - 1, 0, false);
        }
    }

    function _pay(uint256 lst) private {
        if (lst == 0) return;
        _debit(lst, 0);
        LST.safeTransfer(VAULT, lst);
    }

    function _slice(uint256 amount, uint256 fractionWad) private pure returns (uint256) {
        return Math.mulDiv(amount, fractionWad, WAD);
    }
}
