// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {UniswapTwapRateSource} from "contracts/oracle/UniswapTwapRateSource.sol";
import {Test} from "forge-std/Test.sol";

/// @notice A pool with a history that tests write: what the ticks, and the seconds per liquidity, of each fifth of the window add up to.
contract PoolHistoryDouble {
    address public immutable token0;
    address public immutable token1;
    uint32 private immutable WINDOW;
    int56 private _tickBefore = -123_456_789;
    int56[5] private _tickSums;
    uint160 private _secondsBefore = 99;
    uint160[5] private _seconds;

    constructor(address token0_, address token1_, uint32 window) {
        (token0, token1, WINDOW) = (token0_, token1_, window);
    }

    function setTicks(int56[5] calldata tickSums) external {
        _tickSums = tickSums;
    }

    function setSeconds(uint160[5] calldata secondsPerLiquidity) external {
        _seconds = secondsPerLiquidity;
    }

    function setBefore(int56 tickBefore, uint160 secondsBefore) external {
        (_tickBefore, _secondsBefore) = (tickBefore, secondsBefore);
    }

    function observe(uint32[] calldata ago)
        external
        view
        returns (int56[] memory ticks, uint160[] memory secondsPerLiquidity)
    {
        require(ago.length == 6, "six moments");
        (ticks, secondsPerLiquidity) = (new int56[](6), new uint160[](6));
        (int56 tick, uint160 second) = (_tickBefore, _secondsBefore);
        for (uint256 i; i < 6; ++i) {
            require(ago[i] == WINDOW / 5 * (5 - i), "evenly spaced");
            (ticks[i], secondsPerLiquidity[i]) = (tick, second);
            if (i == 5) break;
            unchecked {
                (tick, second) = (tick + _tickSums[i], second + _seconds[i]);
            }
        }
    }
}

contract UniswapTwapRateSourceTest is Test {
    uint32 private constant WINDOW = 30 minutes;
    int56 private constant PART = 6 minutes;
    uint128 private constant MIN_LIQUIDITY = 1e21;
    // Powers of 1.0001, computed to sixty digits and cut.
    uint256 private constant AT_1899 = 1_209_117_198_886_545_644;
    uint256 private constant AT_1900 = 1_209_238_110_606_434_298;
    uint256 private constant AT_1901 = 1_209_359_034_417_494_942;
    uint256 private constant AT_MINUS_1899 = 827_049_686_267_701_820;
    uint256 private constant AT_MINUS_1900 = 826_966_989_568_744_946;
    uint256 private constant AT_MINUS_1901 = 826_884_301_138_631_082;
    /// @dev What a block at the end of the price range adds to a part: 29,575 ticks of its mean, a price that is nineteen times as high.
    int56 private constant POISON = 12 * 887_272;

    address internal lst = address(0x1111);
    address internal weth = address(0x2222);
    PoolHistoryDouble internal pool = new PoolHistoryDouble(lst, weth, WINDOW);
    PoolHistoryDouble internal mirrored = new PoolHistoryDouble(weth, lst, WINDOW);
    UniswapTwapRateSource internal source;
    UniswapTwapRateSource internal mirroredSource;

    function setUp() public {
        _setSeconds(_allSeconds(1e22));
        source = _newSource(pool);
        mirroredSource = _newSource(mirrored);
    }

    function _newSource(PoolHistoryDouble pool_) private returns (UniswapTwapRateSource) {
        return UniswapTwapRateSource(
            vm.deployCode(
                "UniswapTwapRateSource.sol:UniswapTwapRateSource",
                abi.encode(address(pool_), lst, weth, WINDOW, MIN_LIQUIDITY)
            )
        );
    }

    function _setTicks(int56[5] memory tickSums) private {
        pool.setTicks(tickSums);
        mirrored.setTicks(tickSums);
    }

    function _setSeconds(uint160[5] memory secondsPerLiquidity) private {
        pool.setSeconds(secondsPerLiquidity);
        mirrored.setSeconds(secondsPerLiquidity);
    }

    function _all(int56 tickSum) private pure returns (int56[5] memory) {
        return [tickSum, tickSum, tickSum, tickSum, tickSum];
    }

    function _allSeconds(uint256 liquidity) private pure returns (uint160[5] memory) {
        uint160 each = _secondsFor(liquidity);
        return [each, each, each, each, each];
    }

    function _secondsFor(uint256 liquidity) private pure returns (uint160) {
        return uint160((uint256(uint56(PART)) << 128) / liquidity);
    }

    function _expectRates(uint256 rateWad, uint256 mirroredWad) private view {
        assertEq(source.rate(), rateWad, "LST is token0");
        assertEq(mirroredSource.rate(), mirroredWad, "LST is token1");
    }

    function _expectThin(uint256 harmonicMean) private {
        bytes memory reason =
            abi.encodeWithSelector(UniswapTwapRateSource.LiquidityTooLow.selector, harmonicMean, MIN_LIQUIDITY);
        vm.expectRevert(reason);
        source.rate();
        vm.expectRevert(reason);
        mirroredSource.rate();
    }

    /* PRICES */

    function test_AtTickZeroOneLstIsOneEth() public view {
        _expectRates(1e18, 1e18);
    }

    function test_AWholeTickIsItsPriceAndItsInverseWhereLstIsToken1() public {
        _setTicks(_all(1900 * PART));
        _expectRates(AT_1900, AT_MINUS_1900);
        _setTicks(_all(-1900 * PART));
        _expectRates(AT_MINUS_1900, AT_1900);
    }

    function test_APartOfATickIsRoundedAgainstTheLst() public {
        int56[2] memory parts = [int56(1), PART - 1];
        for (uint256 i; i < 2; ++i) {
            _setTicks(_all(1900 * PART + parts[i]));
            _expectRates(AT_1900, AT_MINUS_1901);
            _setTicks(_all(-1900 * PART - parts[i]));
            _expectRates(AT_MINUS_1901, AT_1900);
            _setTicks(_all(parts[i]));
            _expectRates(1e18, 999_900_009_999_000_099);
            _setTicks(_all(-parts[i]));
            _expectRates(999_900_009_999_000_099, 1e18);
        }
    }

    function test_CumulativeValuesMayWrapInAnyPart() public {
        uint160 second = _secondsFor(1e22);
        for (int56 i; i < 5; ++i) {
            pool.setBefore(type(int56).max - i * 1900 * PART - 5, type(uint160).max - uint56(i) * second - 5);
            _setTicks(_all(1900 * PART));
            assertEq(source.rate(), AT_1900);
            pool.setBefore(type(int56).min + i * 1900 * PART + 5, 0);
            _setTicks(_all(-1900 * PART));
            assertEq(source.rate(), AT_MINUS_1900);
        }
    }

    function testFuzz_EveryTickThatAPoolCanHaveIsQuotedOrRefused(int24 tick) public {
        tick = int24(bound(tick, TickMath.MIN_TICK, TickMath.MAX_TICK));
        _setTicks(_all(int56(tick) * PART));
        if (tick > 0) assertGe(source.rate(), 1e18);
        else assertLe(source.rate(), 1e18);
        try mirroredSource.rate() returns (uint256 rateWad) {
            if (tick > 0) assertLe(rateWad, 1e18);
            else assertGe(rateWad, 1e18);
        } catch {
            assertLt(tick, -600_000, "refused only where the other token is worth nothing");
        }
    }

    /* THE MEDIAN */

    function test_OnePoisonedPartWhereverItLiesMovesNothing() public {
        for (uint256 i; i < 5; ++i) {
            _expectUnmoved(_poisoned(i, i, POISON, POISON));
            _expectUnmoved(_poisoned(i, i, -POISON, -POISON));
        }
    }

    function test_TwoPoisonedPartsWhereverTheyLieMoveNothing() public {
        for (uint256 i; i < 5; ++i) {
            for (uint256 j; j < 5; ++j) {
                if (i == j) continue;
                _expectUnmoved(_poisoned(i, j, POISON, POISON));
                _expectUnmoved(_poisoned(i, j, -POISON, -POISON));
                _expectUnmoved(_poisoned(i, j, POISON, -POISON));
            }
        }
    }

    /// @dev What the header says that it does not withstand.
    function test_ThreePoisonedPartsMoveTheQuoteToTheMildestOfThem() public {
        int56[5] memory ticks = _poisoned(0, 4, -POISON, -POISON);
        ticks[2] = -1900 * PART;
        _setTicks(ticks);
        _expectRates(AT_MINUS_1900, AT_1900);
    }

    /// @dev Of honest parts that differ the middle one is quoted, and a manipulator of two chooses among the honest ones at most.
    function test_TwoPoisonedPartsLeaveTheQuoteBetweenTheHonestOnes() public {
        int56[5] memory ticks = [1901 * PART, 1900 * PART, 1899 * PART, 1900 * PART, 1901 * PART];
        _setTicks(ticks);
        _expectRates(AT_1900, AT_MINUS_1900);
        (ticks[0], ticks[4]) = (POISON + 1900 * PART, POISON + 1900 * PART);
        _setTicks(ticks);
        _expectRates(AT_1900, AT_MINUS_1900);
        (ticks[1], ticks[3]) = (1901 * PART, 1901 * PART);
        _setTicks(ticks);
        _expectRates(AT_1901, AT_MINUS_1901);
        (ticks[0], ticks[4]) = (-POISON, -POISON);
        _setTicks(ticks);
        _expectRates(AT_1899, AT_MINUS_1899);
    }

    /// @dev By what a median is, and not by sorting: of five at least three are no higher, and at least three no lower.
    function testFuzz_TheQuoteIsTheMedianOfTheParts(int56[5] memory ticks) public {
        for (uint256 i; i < 5; ++i) {
            // Few values, so that some are the same.
            ticks[i] = int56(bound(ticks[i], -5, 5));
            ticks[i] *= 100 * PART;
        }
        _setTicks(ticks);
        uint256 quoted = source.rate();
        (uint256 noHigher, uint256 noLower) = (0, 0);
        for (uint256 i; i < 5; ++i) {
            _setTicks(_all(ticks[i]));
            uint256 alone = source.rate();
            if (alone <= quoted) ++noHigher;
            if (alone >= quoted) ++noLower;
        }
        assertGe(noHigher, 3);
        assertGe(noLower, 3);
    }

    function test_AnHonestMoveIsSeenAfterThreePartsAndNotBefore() public {
        int56[5] memory ticks = _all(1900 * PART);
        // 3 % are 305 ticks.
        uint256[6] memory seen = [AT_1900, AT_1900, AT_1900, _priceAt(1595), _priceAt(1595), _priceAt(1595)];
        for (uint256 passed; passed <= 5; ++passed) {
            for (uint256 i; i < passed; ++i) {
                ticks[4 - i] = 1595 * PART;
            }
            _setTicks(ticks);
            assertEq(source.rate(), seen[passed]);
        }
        // Half of the third part: half way, in ticks.
        ticks = [1900 * PART, 1900 * PART, (1900 + 1595) * PART / 2, 1595 * PART, 1595 * PART];
        _setTicks(ticks);
        assertEq(source.rate(), _priceAt(1747));
    }

    function _expectUnmoved(int56[5] memory ticks) private {
        _setTicks(ticks);
        _expectRates(AT_1900, AT_MINUS_1900);
    }

    /// @dev At tick 1,900 but for two parts, of which each has a block or more elsewhere.
    function _poisoned(uint256 i, uint256 j, int56 first, int56 second) private pure returns (int56[5] memory ticks) {
        ticks = _all(1900 * PART);
        ticks[i] += first;
        if (j != i) ticks[j] += second;
    }

    function _priceAt(int24 tick) private pure returns (uint256) {
        uint256 sqrtPriceX96 = TickMath.getSqrtPriceAtTick(tick);
        return (sqrtPriceX96 * sqrtPriceX96 >> 96) * 1e18 >> 96;
    }

    /* LIQUIDITY */

    function test_LiquidityAtTheMinimumIsEnoughAndOneLessIsNot() public {
        _setSeconds(_allSeconds(MIN_LIQUIDITY));
        _expectRates(1e18, 1e18);
        // What the seconds, which are whole ones, come back to.
        uint256 mean = (uint256(uint56(PART)) << 128) / _secondsFor(MIN_LIQUIDITY);
        assertEq(new UniswapTwapRateSource(address(pool), lst, weth, WINDOW, uint128(mean)).rate(), 1e18);
        UniswapTwapRateSource stricter = new UniswapTwapRateSource(address(pool), lst, weth, WINDOW, uint128(mean + 1));
        vm.expectRevert(abi.encodeWithSelector(UniswapTwapRateSource.LiquidityTooLow.selector, mean, mean + 1));
        stricter.rate();
    }

    function test_RevertWhen_ThePoolWasThin() public {
        uint160 each = _secondsFor(MIN_LIQUIDITY) + _secondsFor(MIN_LIQUIDITY) / 1e6;
        _setSeconds([each, each, each, each, each]);
        _expectThin((uint256(uint56(PART)) << 128) / each);
    }

    /// @dev Half of a part at 1e24, half of it empty (which the pool counts as a liquidity of one): the mean is two.
    function test_AThinMomentMakesItsPartThinAndThreePartsThePool() public {
        uint160 half = _secondsFor(1e24) / 2 + _secondsFor(1) / 2;
        uint160 deep = _secondsFor(1e24);
        for (uint256 i; i < 5; ++i) {
            for (uint256 j; j < 5; ++j) {
                uint160[5] memory two = [deep, deep, deep, deep, deep];
                (two[i], two[j]) = (half, half);
                _setSeconds(two);
                _expectRates(1e18, 1e18);
            }
        }
        _setSeconds([half, deep, half, deep, half]);
        _expectThin(1);
        _setSeconds([half, half, half, half, half]);
        _expectThin(1);
    }

    /// @dev A block far above and one far below leave a part's mean where it was, so that this part may be the one that is quoted.
    function test_AThinPartWhoseMeanIsTheMedianDoesNotSilenceThePool() public {
        int56[5] memory ticks = [1898 * PART, 1899 * PART, 1900 * PART, 1901 * PART, 1902 * PART];
        for (uint256 i; i < 5; ++i) {
            (ticks[i], ticks[2]) = (ticks[2], ticks[i]);
            _setTicks(ticks);
            uint160[5] memory thin = _allSeconds(1e22);
            thin[i] = _secondsFor(1);
            _setSeconds(thin);
            _expectRates(AT_1900, AT_MINUS_1900);
            (ticks[i], ticks[2]) = (ticks[2], ticks[i]);
        }
    }

    function test_WithoutAMinimumAnEmptyPoolIsQuoted() public {
        pool.setSeconds([uint160(0), 0, 0, 0, 0]);
        assertEq(source.rate(), 1e18, "no second passed without liquidity");
        _setSeconds(_allSeconds(1));
        UniswapTwapRateSource any = new UniswapTwapRateSource(address(pool), lst, weth, WINDOW, 0);
        assertEq(any.rate(), 1e18);
    }

    /* DEPLOYMENT */

    function test_TheShortestWindowIsTenMinutes() public {
        PoolHistoryDouble fast = new PoolHistoryDouble(lst, weth, 10 minutes);
        int56 tickSum = 1900 * 2 minutes;
        fast.setTicks([tickSum, tickSum, tickSum, tickSum, tickSum]);
        uint160 second = _secondsFor(3 * uint256(MIN_LIQUIDITY));
        fast.setSeconds([second, second, second, second, second]);
        UniswapTwapRateSource made = new UniswapTwapRateSource(address(fast), lst, weth, 10 minutes, MIN_LIQUIDITY);
        assertEq(made.rate(), AT_1900);
        assertEq(made.WINDOW(), 10 minutes);
        assertEq(address(made.POOL()), address(fast));
        assertEq(made.MIN_LIQUIDITY(), MIN_LIQUIDITY);
        // A third of the seconds at the same sum are a third of the liquidity.
        second = _secondsFor(3 * uint256(MIN_LIQUIDITY)) + _secondsFor(3 * uint256(MIN_LIQUIDITY)) / 1e6;
        fast.setSeconds([second, second, second, second, second]);
        vm.expectPartialRevert(UniswapTwapRateSource.LiquidityTooLow.selector);
        made.rate();
    }

    function test_RevertWhen_TheWindowIsTooShort() public {
        vm.expectRevert(
            abi.encodeWithSelector(UniswapTwapRateSource.WindowTooShort.selector, 10 minutes - 1, 10 minutes)
        );
        new UniswapTwapRateSource(address(pool), lst, weth, 10 minutes - 1, MIN_LIQUIDITY);
    }

    function test_RevertWhen_TheWindowHasNoFiveEqualParts() public {
        for (uint32 more = 1; more < 5; ++more) {
            vm.expectRevert(abi.encodeWithSelector(UniswapTwapRateSource.WindowIndivisible.selector, WINDOW + more, 5));
            new UniswapTwapRateSource(address(pool), lst, weth, WINDOW + more, MIN_LIQUIDITY);
        }
        PoolHistoryDouble odd = new PoolHistoryDouble(lst, weth, WINDOW + 5);
        odd.setSeconds(_allSeconds(1e22));
        assertEq(new UniswapTwapRateSource(address(odd), lst, weth, WINDOW + 5, MIN_LIQUIDITY).rate(), 1e18);
    }

    function test_RevertWhen_ThePoolDoesNotRememberTheWindow() public {
        vm.mockCallRevert(address(pool), abi.encodeWithSelector(PoolHistoryDouble.observe.selector), "OLD");
        vm.expectRevert(abi.encodeWithSelector(UniswapTwapRateSource.HistoryTooShort.selector, WINDOW));
        new UniswapTwapRateSource(address(pool), lst, weth, WINDOW, MIN_LIQUIDITY);
        // Later, in a pool that has forgotten, the oracle takes it as silence.
        vm.expectRevert(bytes("OLD"));
        source.rate();
    }

    function test_RevertWhen_ThePoolHoldsOtherTokens() public {
        address other = address(0x3333);
        PoolHistoryDouble[3] memory pools = [
            new PoolHistoryDouble(lst, other, WINDOW),
            new PoolHistoryDouble(other, weth, WINDOW),
            new PoolHistoryDouble(other, lst, WINDOW)
        ];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    UniswapTwapRateSource.PoolMismatch.selector, pools[i].token0(), pools[i].token1()
                )
            );
            new UniswapTwapRateSource(address(pools[i]), lst, weth, WINDOW, MIN_LIQUIDITY);
        }
    }
}
