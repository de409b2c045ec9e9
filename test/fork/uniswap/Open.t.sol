// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice Liquidity going in, as the keeper has it done.
contract OpenTest is RangeTest {
    function test_ARangeAboveThePriceTakesLstAlone() public {
        _put(100e18);
        int24 from = _tick() + 1;
        _open(from, from + 10, ALL, 0);
        (uint256 lst, uint256 eth) = range.held();
        assertEq(eth, 0);
        assertLt(lst, 1e6, "nearly all went in");
        assertApproxEqAbs(_value(), 100e18, 2);
        assertEq(range.withdrawable(), 100e18 - 1, "and comes out, but for a wei");
    }

    function test_TheKeeperOpensByTheVault() public {
        _enter(depositor, 100e18);
        int24 from = _tick() + 1;
        _rebalance(IVaultTypes.ActionKind.Deploy, 50e18, _opening(from, from + 10, 50e18, 0));
        assertApproxEqAbs(_value(), 50e18, 2);
        assertApproxEqAbs(vault.totalAssets(), 100.001e18, 5);
    }

    /// @dev What the pool took is what is no longer held, and never more than was offered of either.
    function testFuzz_NoMoreGoesInThanIsOfferedAndNothingIsLost(uint256 seed, uint256 lst, uint256 weth) public {
        _hold(100e18, 100e18);
        (int24 lower, int24 upper) = _anyRange(seed);
        lst = bound(lst, 0, 100e18);
        weth = bound(weth, 0, 100e18);
        uint256 value = _value();
        (uint256 poolLst, uint256 poolWeth) = (LST.balanceOf(address(UNISWAP)), WETH.balanceOf(address(UNISWAP)));
        _openIfAny(lower, upper, lst, weth);
        (uint256 heldLst, uint256 heldWeth) = range.held();
        assertLe(100e18 - heldLst, lst, "LST");
        assertLe(100e18 - heldWeth, weth, "WETH");
        assertEq(LST.balanceOf(address(UNISWAP)) - poolLst, 100e18 - heldLst, "booked what the pool got, LST");
        assertEq(WETH.balanceOf(address(UNISWAP)) - poolWeth, 100e18 - heldWeth, "and WETH");
        // The pool stands a trifle under par, which costs the square of that.
        assertApproxEqAbs(_value(), value, 4 + 1e10, "nothing is lost");
        _assertHeldIsThere();
    }

    /// @dev A unit of liquidity more would ask for more than is offered.
    function testFuzz_AllThatFitsGoesIn(uint256 lst, uint256 weth) public {
        lst = bound(lst, 1e12, 100e18);
        weth = bound(weth, 1e12, 100e18);
        _hold(lst, weth);
        int24 at = _parTick();
        _open(at - 30, at + 30);
        (uint256 heldLst, uint256 heldWeth) = range.held();
        assertTrue(heldLst <= 1 || heldWeth <= 1, "one of the two is used up");
    }

    function test_TheSameRangeAgainIsTheSameRange() public {
        _put(100e18);
        int24 from = _tick() + 1;
        _open(from, from + 10, 50e18, 0);
        _open(from, from + 10, 50e18 - 10, 0);
        assertEq(range.ranges().length, 1);
        assertApproxEqAbs(range.ranges()[0].lst, 100e18, 20);
    }

    /* REFUSED */

    function test_RevertWhen_ATickIsOutOfBounds() public {
        _put(1e18);
        int24 least = TickMath.MIN_TICK;
        int24 most = TickMath.MAX_TICK;
        _expect(abi.encodeWithSelector(IUniswapV3Range.TickOutOfBounds.selector, most + 1, least, most));
        _open(0, most + 1);
        _expect(abi.encodeWithSelector(IUniswapV3Range.TickOutOfBounds.selector, least - 1, least, most));
        _open(least - 1, 0);
    }

    function test_RevertWhen_TheRangeIsEmpty() public {
        _put(1e18);
        _expect(abi.encodeWithSelector(IUniswapV3Range.RangeEmpty.selector, int24(5), int24(5)));
        _open(5, 5);
        _expect(abi.encodeWithSelector(IUniswapV3Range.RangeEmpty.selector, int24(6), int24(5)));
        _open(6, 5);
    }

    function test_RevertWhen_ThereIsNoRoomForAFifth() public {
        _put(100e18);
        int24 from = _tick() + 1;
        for (int24 i = 1; i < 5; ++i) {
            _open(from, from + i, 1e18, 0);
        }
        _expect(abi.encodeWithSelector(IUniswapV3Range.TooManyRanges.selector, 4));
        _open(from, from + 5, 1e18, 0);
        _open(from, from + 4, 1e18, 0);
        _close(from, from + 2, ALL);
        _open(from, from + 5, 1e18, 0);
    }

    function test_RevertWhen_TheRangeNeedsTheOtherToken() public {
        _put(1e18);
        int24 at = _parTick();
        _expect(abi.encodeWithSelector(IUniswapV3Range.LiquidityZero.selector));
        _open(at - 10, at + 10);
        _expect(abi.encodeWithSelector(IUniswapV3Range.LiquidityZero.selector));
        _open(at - 20, at - 10);
    }

    function test_RevertWhen_MoreIsAskedForThanIsHeld() public {
        _hold(1e18, 2e18);
        _expect(abi.encodeWithSelector(IUniswapV3Range.HoldingExceeded.selector, address(LST), 1e18 + 1, uint256(1e18)));
        _open(-1, 5_000, 1e18 + 1, 0);
        _expect(
            abi.encodeWithSelector(IUniswapV3Range.HoldingExceeded.selector, address(WETH), 2e18 + 1, uint256(2e18))
        );
        _open(-1, 5_000, 0, 2e18 + 1);
    }

    function test_RevertWhen_ItMakesLessLiquidityThanTheCallerAsks() public {
        _put(1e18);
        int24 from = _tick() + 1;
        uint256 state = vm.snapshotState();
        _open(from, from + 10, ALL, 0);
        uint128 liquidity = range.ranges()[0].liquidity;
        vm.revertToState(state);
        _expect(abi.encodeWithSelector(IUniswapV3Range.LiquidityTooLittle.selector, liquidity, liquidity + 1));
        _manage(abi.encodeCall(IUniswapV3Range.open, (from, from + 10, ALL, 0, liquidity + 1)));
        _manage(abi.encodeCall(IUniswapV3Range.open, (from, from + 10, ALL, 0, liquidity)));
    }

    function test_RevertWhen_TheOracleIsNotFresh() public {
        _put(1e18);
        int24 from = _tick() + 1;
        _setRates(_par(), _par(), false);
        _expect(abi.encodeWithSignature("OracleNotFresh()"));
        _open(from, from + 10, ALL, 0);
    }

    function _expect(bytes memory reason) private {
        vm.expectRevert(reason);
    }
}
