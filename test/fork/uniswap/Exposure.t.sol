// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice What the strategy reports is what the pool has on it, split at the rate that is asked for.
contract ExposureTest is RangeTest {
    /// @dev Each range and each fee rounds down by less than a wei.
    uint256 private constant DUST = 16;

    function test_NothingAtFirst() public view {
        (uint256 lst, uint256 eth) = _exposure();
        assertEq(lst, 0);
        assertEq(eth, 0);
        assertEq(range.withdrawable(), 0);
        assertEq(range.ranges().length, 0);
    }

    /// @dev The pool stands exactly where the rate says.
    function testFuzz_AtItsOwnPriceItIsWhatBurningGives(uint256 seed) public {
        _anyState(seed, 0);
        _tradeTo(LstMarketMath.sqrtPriceAt(_par(), 0));
        (uint256 lst, uint256 eth) = _exposure();
        (uint256 burntLst, uint256 burntEth) = _burnAll();
        assertEq(burntLst, lst, "LST to the wei");
        assertEq(burntEth, eth, "ETH to the wei");
    }

    /// @dev Whoever has moved the pool, and wherever to.
    function testFuzz_NoPriceOfThePoolMovesIt(uint256 seed, int24 tick) public {
        _anyState(seed, 0);
        (uint256 feesLst, uint256 feesEth) = _fees();
        (uint256 lst, uint256 eth) = _exposure();
        _tradeToTick(int24(bound(tick, -300, 300)));
        (uint256 feesLstAfter, uint256 feesEthAfter) = _fees();
        (uint256 lstAfter, uint256 ethAfter) = _exposure();
        assertEq(lstAfter - feesLstAfter, lst - feesLst, "LST but for fees");
        assertEq(ethAfter - feesEthAfter, eth - feesEth, "ETH but for fees");
    }

    /// @dev The proof in `withdrawable`, by the pool itself.
    function testFuzz_APositionIsWorthLeastAtItsOwnPrice(uint256 seed, int24 tick, uint256 rateBps) public {
        _anyState(seed, int24(bound(tick, -300, 300)));
        uint256 rateWad = _par() * bound(rateBps, 9_700, 10_300) / BPS;
        uint256 reported = _valueAt(rateWad);
        (uint256 lst, uint256 eth) = _burnAll();
        assertGe(lst + eth * WAD / rateWad + DUST, reported, "burning gives no less");
    }

    function testFuzz_FeesAreWhatCollectPays(uint256 seed, int24 tick) public {
        _anyState(seed, int24(bound(tick, -80, 80)));
        (uint256 feesLst, uint256 feesEth) = _fees();
        (uint256 lst, uint256 eth) = range.held();
        (uint256 exposedLst, uint256 exposedEth) = _exposure();
        _manage(abi.encodeCall(IUniswapV3Range.collect, ()));
        (uint256 lstAfter, uint256 ethAfter) = range.held();
        assertEq(lstAfter - lst, feesLst, "LST");
        assertEq(ethAfter - eth, feesEth, "ETH");
        (feesLst, feesEth) = _fees();
        assertEq(feesLst + feesEth, 0, "none left");
        (lst, eth) = _exposure();
        assertEq(lst, exposedLst, "same value before and after, LST");
        assertEq(eth, exposedEth, "and ETH");
        _assertHeldIsThere();
    }

    /// @dev Up to an end the pool's tick is the end's, down to it the tick is one below: the price is the same, the side of the fees is not.
    function test_FeesAreExactAtTheVeryEndsOfARange() public {
        _hold(100e18, 118e18);
        int24 at = _parTick();
        _open(at - 10, at + 10);
        int24[4] memory stops = [int24(10), 20, 10, -10];
        for (uint256 i; i < stops.length; ++i) {
            _tradeToTick(stops[i]);
            (uint256 feesLst, uint256 feesWeth) = _fees();
            uint256 state = vm.snapshotState();
            vm.startPrank(address(range));
            UNISWAP.burn(at - 10, at + 10, 0);
            (uint256 paidLst_, uint256 paidWeth) =
                UNISWAP.collect(address(range), at - 10, at + 10, type(uint128).max, type(uint128).max);
            vm.stopPrank();
            assertEq(feesLst, paidLst_);
            assertEq(feesWeth, paidWeth);
            assertGt(paidWeth, 1e14);
            vm.revertToState(state);
        }
    }

    function test_FeesAreEarnedInBothTokens() public {
        _hold(100e18, 100e18);
        int24 tick = _parTick();
        _open(tick - 20, tick + 20);
        _tradeToTick(15);
        _tradeToTick(-15);
        (uint256 lst, uint256 eth) = _fees();
        assertGt(lst, 1e14);
        assertGt(eth, 1e14);
    }

    /* OUT OF RANGE */

    function test_AboveItsRangeItIsEthAlone() public {
        _hold(50e18, 50e18);
        int24 tick = _parTick();
        _open(tick - 40, tick - 20, 0, ALL);
        (uint256 heldLst,) = range.held();
        (uint256 lst, uint256 eth) = _exposure();
        assertEq(lst, heldLst);
        assertApproxEqAbs(eth, 50e18, 1);
        assertEq(range.withdrawable(), heldLst, "no LST in it");
    }

    function test_UnderItsRangeItIsLstAlone() public {
        _hold(50e18, 50e18);
        int24 tick = _parTick();
        _open(tick + 20, tick + 40, ALL, 0);
        (uint256 lst, uint256 eth) = _exposure();
        assertApproxEqAbs(lst, 50e18, 1);
        assertEq(eth, 50e18);
        assertApproxEqAbs(range.withdrawable(), 50e18, 1);
    }

    /* THE PEG IS LOST */

    /// @dev The pool follows the market down, and the range has bought all the way.
    function test_InADepegMarketIsWhatCanBeHadAtMarket() public {
        _hold(100e18, 100e18);
        int24 tick = _parTick();
        _open(tick - 100, tick + 10);
        uint256 atPar = _value();
        _tradePoolTo(9_950);
        uint256 marketWad = _par() * 9_950 / BPS;
        uint256 atMarket = _valueAt(marketWad);
        assertGe(_value(), atPar, "at par nothing is lost, and fees are earned");
        (uint256 lst, uint256 eth) = _burnAll();
        // The price of the pool is the market's to a rounding.
        assertApproxEqAbs(lst + eth * WAD / marketWad, atMarket, 1e6, "burning at market gives what is reported");
        assertLt(eth * WAD / marketWad, lst / 2, "most of it is LST by now");
    }

    /* STRANGERS */

    function test_WhatStrangersSendHereCountsOnceItIsBooked() public {
        _put(10e18);
        deal(address(LST), address(range), 15e18);
        _sendWeth(address(range), 1e18);
        (uint256 lst, uint256 eth) = _exposure();
        assertEq(lst, 10e18);
        assertEq(eth, 0);
        assertEq(range.withdrawable(), 10e18);
        vm.expectEmit(address(range));
        emit IUniswapV3Range.StraysBooked(5e18, 1e18);
        _manage(abi.encodeCall(IUniswapV3Range.collect, ()));
        (lst, eth) = _exposure();
        assertEq(lst, 15e18);
        assertEq(eth, 1e18);
    }

    /// @dev A gift that is booked is recognised slowly: nobody walks off with it.
    function test_NobodyHarvestsAGift() public {
        _enter(depositor, 100e18);
        uint256 before = vault.previewRedeem(vault.balanceOf(depositor));
        deal(address(LST), address(range), 50e18);
        _rebalance(IVaultTypes.ActionKind.Manage, 0, abi.encodeCall(IUniswapV3Range.collect, ()));
        assertApproxEqAbs(_value(), 50e18, 1, "it is there");
        assertLe(vault.previewRedeem(vault.balanceOf(depositor)), before + 1, "and pays nobody yet");
        vm.warp(block.timestamp + 1 days);
        uint256 later = vault.previewRedeem(vault.balanceOf(depositor));
        assertApproxEqAbs(later - before, uint256(100.001e18) * 0.5e18 / WAD / 365, 0.01e18, "by the day");
    }

    function test_LiquidityThatAStrangerAddsToARangeCounts() public {
        _put(10e18);
        int24 from = _tick() + 1;
        _open(from, from + 10, ALL, 0);
        uint128 liquidity = _liquidityOf(address(range), from, from + 10);
        UNISWAP.mint(address(range), from, from + 10, liquidity, "");
        assertEq(range.ranges()[0].liquidity, 2 * liquidity);
        assertApproxEqAbs(_value(), 20e18, 2);
        _close(from, from + 10, ALL);
        assertEq(range.ranges().length, 0);
        assertApproxEqAbs(_value(), 20e18, 4);
    }

    function test_AStrangersPositionInTheSameRangeIsNotOurs() public {
        _put(10e18);
        int24 from = _tick() + 1;
        _open(from, from + 10, ALL, 0);
        uint256 before = _value();
        uint128 liquidity = _liquidityOf(address(range), from, from + 10);
        UNISWAP.mint(stranger, from, from + 10, liquidity, "");
        assertEq(_value(), before);
        UNISWAP.mint(address(range), from - 20, from + 10, liquidity, "");
        assertEq(_value(), before, "nor one of ours in a range that we do not have");
    }

    function uniswapV3MintCallback(uint256 amount0, uint256 amount1, bytes calldata) external {
        deal(address(LST), address(this), amount0);
        LST.transfer(address(UNISWAP), amount0);
        _sendWeth(address(UNISWAP), amount1);
    }

    /* INTERNAL */

    /// @dev By the pool itself, in the strategy's name: all liquidity and all that is owed, with what is held.
    function _burnAll() private returns (uint256 lst, uint256 eth) {
        (lst, eth) = range.held();
        IUniswapV3Range.RangeState[] memory states = range.ranges();
        for (uint256 i; i < states.length; ++i) {
            IUniswapV3Range.RangeState memory s = states[i];
            vm.startPrank(address(range));
            (uint256 burntLst, uint256 burntEth) = UNISWAP.burn(s.tickLower, s.tickUpper, s.liquidity);
            (uint256 gotLst, uint256 gotEth) =
                UNISWAP.collect(address(range), s.tickLower, s.tickUpper, type(uint128).max, type(uint128).max);
            vm.stopPrank();
            assertEq(burntLst, s.lst, "the view says what burning gives, LST");
            assertEq(burntEth, s.weth, "and WETH");
            assertEq(gotLst, s.lst + s.feesLst, "and what is owed, LST");
            assertEq(gotEth, s.weth + s.feesWeth, "and WETH");
            (lst, eth) = (lst + gotLst, eth + gotEth);
        }
    }
}
