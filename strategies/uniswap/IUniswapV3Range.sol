// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";

/// @title IUniswapV3Range
/// @notice Liquidity of an LST (token0) and WETH (token1) in up to four ranges of a Uniswap v3 pool.
/// @dev The operations below are never called directly: the vault hands their ABI encoding to `deploy`, `free` or `manage`. Ticks are the pool's:
/// price of one LST in ETH = 1.0001^tick. `type(uint256).max` for an amount means all that is held, for a liquidity all of the range.
interface IUniswapV3Range is IStrategy {
    /* TYPES */

    /// @notice What no keeper can pass.
    /// @param maxSlippageBps The worst execution of a sale or purchase against the oracle's market rate.
    /// @param maxDeviationBps The farthest that the pool's price may be from the oracle's market and from its own mean when liquidity is moved.
    /// @param twapWindow Seconds of that mean.
    struct Limits {
        uint16 maxSlippageBps;
        uint16 maxDeviationBps;
        uint32 twapWindow;
    }

    struct Range {
        int24 tickLower;
        int24 tickUpper;
    }

    /// @notice A range with what is in it.
    /// @param liquidity Of the position in the pool. @param lst, weth What burning it all now would give, wei, without fees.
    /// @param feesLst, feesWeth Fees owed up to now, wei.
    struct RangeState {
        int24 tickLower;
        int24 tickUpper;
        uint128 liquidity;
        uint256 lst;
        uint256 weth;
        uint256 feesLst;
        uint256 feesWeth;
    }

    /* ERRORS */

    /// @notice The tick is no multiple of the pool's spacing.
    error TickOutOfSpacing(int24 tick, int24 spacing);
    /// @notice The tick lies outside what Uniswap can price.
    error TickOutOfBounds(int24 tick, int24 min, int24 max);
    /// @notice The upper tick is not above the lower one.
    error RangeEmpty(int24 tickLower, int24 tickUpper);
    /// @notice There is room for `limit` ranges; close one first, or reposition it.
    error TooManyRanges(uint256 limit);
    /// @notice The strategy has no such range; `ranges()` lists what it has.
    error RangeUnknown(int24 tickLower, int24 tickUpper);
    /// @notice Nothing to add or take off; the amounts do not make one unit of liquidity at the pool's price, or the range needs the other token.
    error LiquidityZero();
    /// @notice The amounts make less liquidity than the caller's minimum.
    error LiquidityTooLittle(uint256 liquidity, uint256 minLiquidity);
    /// @notice More liquidity to take off than the range has.
    error LiquidityExceeded(uint256 requested, uint256 liquidity);
    /// @notice More of a token asked for than is held outside the ranges.
    error HoldingExceeded(address token, uint256 requested, uint256 held);
    /// @notice More LST asked for than is held and in the ranges at the pool's price.
    error WithdrawExceedsAvailable(uint256 requested, uint256 available);
    /// @notice The pool's price is too far from the oracle's market; wait until they agree.
    error PoolOffMarket(uint256 spotWad, uint256 marketWad, uint256 maxDeviationBps);
    /// @notice The pool's price is too far from its own mean; wait until the mean has followed, or until the price is back.
    error PoolOffTwap(uint256 spotWad, uint256 twapWad, uint256 maxDeviationBps);
    /// @notice The pool does not remember the window. Raise its cardinality (`increaseObservationCardinalityNext`, anyone may) to one observation for
    /// each block of the window, and wait until the window has passed.
    error TwapUnavailable(uint256 window, uint256 cardinality);
    /// @notice Less ETH for the LST than the tighter of the caller's and the oracle's bound.
    error SoldTooCheaply(uint256 receivedEth, uint256 minEth);

    /* EVENTS */

    /// @param lst, weth What went into the range, wei.
    event LiquidityAdded(
        int24 indexed tickLower, int24 indexed tickUpper, uint128 liquidity, uint256 lst, uint256 weth
    );
    /// @param lst, weth What came out for the liquidity, wei. @param feesLst, feesWeth Fees that came with it.
    event LiquidityRemoved(
        int24 indexed tickLower,
        int24 indexed tickUpper,
        uint128 liquidity,
        uint256 lst,
        uint256 weth,
        uint256 feesLst,
        uint256 feesWeth
    );
    /// @notice LST and WETH that strangers had sent here were taken over.
    event StraysBooked(uint256 lst, uint256 weth);
    /// @param eth WETH spent. @param lstFromPool LST bought. @param lstFromIssuer LST minted at par.
    event LstBought(uint256 eth, uint256 lstFromPool, uint256 lstFromIssuer);
    event LstSold(uint256 lst, uint256 eth);
    /// @notice A leaver's slice was closed. @param eth WETH of it, turned into LST. @param lstOut LST sent to the vault.
    event Unwound(uint256 fractionWad, uint256 eth, uint256 lstOut);

    /* OPERATIONS (encoded, never called) */

    /// @notice Adds what of `lst` and `weth` fits at the pool's price to a range, new or old. The rest stays held.
    /// @param lst, weth The most to put in, wei, out of what is held. A range above the price takes LST alone, one under it WETH alone.
    /// @param minLiquidity The caller's bound; the guard holds as well.
    function open(int24 tickLower, int24 tickUpper, uint256 lst, uint256 weth, uint128 minLiquidity) external;

    /// @notice Takes liquidity off a range, with all its fees; both tokens are held then. Needs no fresh oracle.
    function close(int24 tickLower, int24 tickUpper, uint256 liquidity) external;

    /// @notice Closes one range and puts all that is held into another.
    function reposition(int24 tickLower, int24 tickUpper, int24 newTickLower, int24 newTickUpper, uint128 minLiquidity)
        external;

    /// @notice Collects the fees of every range, and puts all that is held and fits into one of them.
    function compound(int24 tickLower, int24 tickUpper, uint128 minLiquidity) external;

    /// @notice Collects the fees of every range, and takes over what strangers have sent here. Allowed in every state.
    function collect() external;

    /// @notice Buys LST for `eth` of the WETH held, where it is cheapest: in the pool or from the issuer.
    /// @param minLst The caller's bound in LST wei; the oracle's bound holds as well, the tighter wins.
    function buyLst(uint256 eth, uint256 minLst) external;

    /// @notice Sells `lst` of the LST held in the pool.
    /// @param minEth The caller's bound in wei; the oracle's bound holds as well, the tighter wins.
    function sellLst(uint256 lst, uint256 minEth) external;

    /* VIEWS */

    /// @notice Every range with what is in it at the pool's price. For keepers; the vault values nothing by it.
    function ranges() external view returns (RangeState[] memory);

    /// @notice LST and WETH (wei) held outside the ranges. What strangers sent here is not in it.
    function held() external view returns (uint256 lst, uint256 weth);

    /// @notice LST (wei) that burning every range would give now with its fees. Zero while the pool is locked; reverts where it does not answer.
    function releasable() external view returns (uint256 lst);

    function limits() external view returns (Limits memory);
    function uniswapPool() external view returns (address);
    function weth() external view returns (address);
}
