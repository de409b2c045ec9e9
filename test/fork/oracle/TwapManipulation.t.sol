// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IUniswapV3Oracle} from "contracts/interfaces/IUniswapV3Oracle.sol";
import {UniswapTwapRateSource} from "contracts/oracle/UniswapTwapRateSource.sol";
import {PoolTest} from "test/fork/oracle/PoolTest.sol";

/// @notice The median of five parts on the real pool: what whoever builds blocks can do to it, and what not.
contract TwapManipulationTest is PoolTest {
    int24 private constant LOWEST = -887_271;
    int24 private constant HIGHEST = 887_271;
    /// @dev A price that is 22,000 times as high or low, for a thirtieth of the gas that the end of the range takes.
    int24 private constant FAR = 100_000;
    /// @dev A step that is no divisor of a part, so that the blocks lie across every boundary too.
    uint256 private constant STEP = 11;

    uint256 private honestWad;
    int24 private honestTick;
    uint160 private honestPrice;

    function setUp() public override {
        super.setUp();
        (honestWad, honestTick, honestPrice) = (source.rate(), _tick(), _sqrtPrice());
    }

    /* WHAT IT WITHSTANDS */

    function test_TwoBlocksAtAnExtremePriceDoNotMoveTheQuote() public {
        _sweep(LOWEST, 12);
        _sweep(HIGHEST, 12);
    }

    function test_ThreeBlocksAtAnExtremePriceDoNotMoveTheQuote() public {
        _sweep(LOWEST, 24);
        _sweep(HIGHEST, 24);
    }

    function test_AsManyBlocksAsAPartHasDoNotMoveTheQuote() public {
        _sweep(honestTick - FAR, PART);
        _sweep(honestTick + FAR, PART);
    }

    /// @dev In different parts, or in one.
    function test_TwoPairsOfBlocksDoNotMoveTheQuote() public {
        // On the grid of slots, seven of them at a time: prime to the thirty of a part, so that every place is met.
        for (uint256 between = 12; between < WINDOW; between += 84) {
            uint256 state = vm.snapshotState();
            _hold(honestTick - FAR, 12);
            _pass(between);
            _hold(honestTick - FAR, 12);
            for (uint256 age; age < WINDOW; age += 84) {
                _expectUnmoved();
                _pass(84);
            }
            vm.revertToState(state);
        }
    }

    /// @dev The part's mean stays where it was, so that it may well be the median; its liquidity alone shows that something happened.
    function test_ABlockAboveAndABlockBelowDoNotSilenceThePool() public {
        _tradeToTick(honestTick + FAR);
        _pass(12);
        _tradeToTick(honestTick - FAR);
        _pass(12);
        _tradeTo(honestPrice);
        for (uint256 age; age <= WINDOW; age += STEP) {
            _expectUnmoved();
            _pass(STEP);
        }
    }

    /// @dev The attack is real: a mean over the whole window would follow it, and it costs some fees.
    function test_TheMeanOfTheWholeWindowWouldFollowTwoBlocksForTheFees() public {
        _hold(LOWEST, 12);
        assertLt(_meanTickOfWindow(), honestTick - 2_000, "a fifth off the price and more");
        int256 cost = paidLst + paidEth * 1e18 / int256(honestWad);
        assertGt(cost, 0);
        assertLt(cost, 2e18, "LST");
        _expectUnmoved();
    }

    /* WHAT IT DOES NOT */

    function test_ThreePairsOfBlocksMoreThanAPartApartMoveAQuoteWithoutAMinimumOfLiquidity() public {
        UniswapTwapRateSource anyLiquidity = _newSource(WINDOW, 0);
        for (uint256 i; i < 3; ++i) {
            if (i != 0) _pass(PART / 2);
            _hold(honestTick - FAR, 12);
        }
        // The first and the last in the parts beside the one of the second.
        _pass(PART - 6);
        assertLt(anyLiquidity.rate(), honestWad * 9 / 10);
        // Here nobody had provided liquidity down there, so that the pool says nothing rather than that.
        vm.expectPartialRevert(UniswapTwapRateSource.LiquidityTooLow.selector);
        source.rate();
    }

    function test_ADepegOf3PercentIsSeenFullyAfterThreePartsAndNotBeforeTwo() public {
        int24 depegged = honestTick - 305;
        _tradeToTick(depegged);
        _pass(2 * PART);
        assertEq(source.rate(), honestWad);
        _pass(PART / 2);
        assertApproxEqRel(source.rate(), honestWad * 9_848 / 10_000, 2e14, "half way");
        _pass(PART / 2);
        _expectWithinTwoBps(honestWad * 9_700 / 10_000);
        _tradeTo(honestPrice);
        _pass(2 * PART);
        _expectWithinTwoBps(honestWad * 9_700 / 10_000);
        _pass(PART);
        assertEq(source.rate(), honestWad, "and back as fast");
    }

    /* HISTORY AND GAS */

    function test_RevertWhen_ThePoolDoesNotRememberTheWindow() public {
        uint32 tenYears = 3_650 days;
        (address lst, address weth) = (POOL.token0(), POOL.token1());
        vm.expectRevert(abi.encodeWithSelector(UniswapTwapRateSource.HistoryTooShort.selector, tenYears));
        new UniswapTwapRateSource(address(POOL), lst, weth, tenYears, 0);
    }

    /// @dev The oracle gives a source 500,000.
    function test_InAPoolThatTradesInEveryBlockAThirdOfTheOraclesGasIsEnough() public {
        (,,, uint16 cardinality,,,) = POOL.slot0();
        for (uint256 i; i < cardinality + 40; ++i) {
            _tradeToTick(honestTick + (i % 2 == 0 ? int24(-2) : int24(1)));
            _pass(12);
        }
        // Not as a view, which would not be a transaction of its own on cold storage.
        (bool ok,) = address(source).call(abi.encodeCall(source.rate, ()));
        assertTrue(ok);
        assertLt(vm.lastCallGas().gasTotalUsed - 21_000, uint256(500_000) / 3);
    }

    /* MOVES */

    /// @dev Away and back at once: the pool stands at `tick` for `time`, with no trade of anybody else in between.
    function _hold(int24 tick, uint256 time) private {
        _tradeToTick(tick);
        _pass(time);
        _tradeTo(honestPrice);
    }

    /// @dev The stretch in every place of the window, from its last second to after its end.
    function _sweep(int24 tick, uint256 time) private {
        uint256 state = vm.snapshotState();
        _hold(tick, time);
        for (uint256 age; age <= WINDOW + STEP; age += STEP) {
            _expectUnmoved();
            _pass(STEP);
        }
        vm.revertToState(state);
    }

    function _expectUnmoved() private view {
        assertApproxEqRel(source.rate(), honestWad, 5e14, "5 bps");
    }

    function _expectWithinTwoBps(uint256 wad) private view {
        assertApproxEqRel(source.rate(), wad, 2e14, "2 bps");
    }

    function _meanTickOfWindow() private view returns (int56) {
        uint32[] memory ago = new uint32[](2);
        ago[0] = WINDOW;
        (int56[] memory ticks,) = IUniswapV3Oracle(address(POOL)).observe(ago);
        return (ticks[1] - ticks[0]) / int56(uint56(WINDOW));
    }
}
