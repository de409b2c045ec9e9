// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {UniswapTwapRateSource} from "contracts/oracle/UniswapTwapRateSource.sol";
import {Test} from "forge-std/Test.sol";

/// @notice A pool with a history that tests write: the mean tick and the mean liquidity of the window.
contract PoolHistoryDouble {
    address public immutable token0;
    address public immutable token1;
    int56 private _tickBefore;
    int56 private _tickDelta;
    uint160 private _secondsBefore;
    uint160 private _secondsDelta;
    uint32 private immutable WINDOW;

    constructor(address token0_, address token1_, uint32 window) {
        (token0, token1, WINDOW) = (token0_, token1_, window);
    }

    function set(int56 tickBefore, int56 tickDelta, uint160 secondsBefore, uint160 secondsDelta) external {
        (_tickBefore, _tickDelta, _secondsBefore, _secondsDelta) = (tickBefore, tickDelta, secondsBefore, secondsDelta);
    }

    function observe(uint32[] calldata ago)
        external
        view
        returns (int56[] memory ticks, uint160[] memory secondsPerLiquidity)
    {
        require(ago.length == 2 && ago[0] == WINDOW && ago[1] == 0, "OLD");
        ticks = new int56[](2);
        secondsPerLiquidity = new uint160[](2);
        unchecked {
            (ticks[0], ticks[1]) = (_tickBefore, _tickBefore + _tickDelta);
            (secondsPerLiquidity[0], secondsPerLiquidity[1]) = (_secondsBefore, _secondsBefore + _secondsDelta);
        }
    }
}

contract UniswapTwapRateSourceTest is Test {
    uint32 private constant WINDOW = 30 minutes;
    uint128 private constant MIN_LIQUIDITY = 1e21;
    address internal lst = address(0x1111);
    address internal weth = address(0x2222);
    PoolHistoryDouble internal pool = new PoolHistoryDouble(lst, weth, WINDOW);
    PoolHistoryDouble internal mirrored = new PoolHistoryDouble(weth, lst, WINDOW);
    UniswapTwapRateSource internal source = _newSource(pool, MIN_LIQUIDITY);
    UniswapTwapRateSource internal mirroredSource = _newSource(mirrored, MIN_LIQUIDITY);

    function _newSource(PoolHistoryDouble pool_, uint128 minLiquidity) private returns (UniswapTwapRateSource) {
        return UniswapTwapRateSource(
            vm.deployCode(
                "UniswapTwapRateSource.sol:UniswapTwapRateSource",
                abi.encode(address(pool_), lst, weth, WINDOW, minLiquidity)
            )
        );
    }

    function _set(PoolHistoryDouble pool_, int56 tickDelta) private {
        pool_.set(-123_456_789, tickDelta, 99, _secondsFor(1e22));
    }

    function _secondsFor(uint256 liquidity) private pure returns (uint160) {
        return uint160((uint256(WINDOW) << 128) / liquidity);
    }

    /// @dev 1.0001^tick by repeated squaring in 1e36, a second way to the same number.
    function _priceWad(int256 tick) private pure returns (uint256 price) {
        uint256 base = 1.0001e36;
        price = 1e36;
        for (uint256 n = uint256(tick < 0 ? -tick : tick); n != 0; n >>= 1) {
            if (n & 1 == 1) price = _mul36(price, base);
            base = _mul36(base, base);
        }
        if (tick < 0) price = 1e36 * 1e18 / price * 1e18;
        price /= 1e18;
    }

    function _mul36(uint256 a, uint256 b) private pure returns (uint256) {
        return a / 1e9 * (b / 1e9) / 1e18;
    }

    function test_AtTickZeroOneLstIsOneEth() public {
        _set(pool, 0);
        _set(mirrored, 0);
        assertEq(source.rate(), 1e18);
        assertEq(mirroredSource.rate(), 1e18);
    }

    function test_APositiveMeanTickIsThePriceWhereLstIsToken0() public {
        _set(pool, 1900 * int56(uint56(WINDOW)));
        assertApproxEqRel(source.rate(), _priceWad(1900), 1e4);
    }

    function test_ANegativeMeanTickIsThePriceWhereLstIsToken1() public {
        _set(mirrored, -1900 * int56(uint56(WINDOW)));
        assertApproxEqRel(mirroredSource.rate(), _priceWad(1900), 1e4);
    }

    function test_APartOfATickIsRoundedAgainstTheLst() public {
        int56 window = int56(uint56(WINDOW));
        int56[4] memory deltas = [1900 * window + 1, 1900 * window + window - 1, -1900 * window + 1, -1900 * window - 1];
        int256[4] memory floors = [int256(1900), 1900, -1900, -1901];
        for (uint256 i; i < 4; ++i) {
            _set(pool, deltas[i]);
            assertApproxEqRel(source.rate(), _priceWad(floors[i]), 1e4, "token0: a lower tick is a lower price");
            _set(mirrored, deltas[i]);
            assertApproxEqRel(
                mirroredSource.rate(), _priceWad(-(floors[i] + 1)), 1e4, "token1: a higher tick is a lower price"
            );
        }
    }

    function test_BothOrdersOfTheTokensQuoteTheSame() public {
        _set(pool, 1838 * int56(uint56(WINDOW)));
        _set(mirrored, -1838 * int56(uint56(WINDOW)));
        assertApproxEqAbs(source.rate(), mirroredSource.rate(), 1);
    }

    function test_CumulativeValuesMayWrap() public {
        pool.set(type(int56).max - 5, 1900 * int56(uint56(WINDOW)), type(uint160).max - 5, _secondsFor(1e22));
        assertApproxEqRel(source.rate(), _priceWad(1900), 1e4);
    }

    function test_LiquidityAtTheMinimumIsEnough() public {
        pool.set(0, 0, 0, _secondsFor(MIN_LIQUIDITY));
        assertEq(source.rate(), 1e18);
    }

    function test_RevertWhen_ThePoolWasThin() public {
        uint160 delta = _secondsFor(MIN_LIQUIDITY) + _secondsFor(MIN_LIQUIDITY) / 1e6;
        pool.set(0, 0, 0, delta);
        vm.expectRevert(
            abi.encodeWithSelector(
                UniswapTwapRateSource.LiquidityTooLow.selector, (uint256(WINDOW) << 128) / delta, MIN_LIQUIDITY
            )
        );
        source.rate();
    }

    function test_AThinMomentCountsByItsSharesOfTheWindow() public {
        // Half of the window at 1e24, half of it empty (which the pool counts as a liquidity of one): the mean is two.
        pool.set(0, 0, 0, _secondsFor(1e24) / 2 + _secondsFor(1) / 2);
        vm.expectPartialRevert(UniswapTwapRateSource.LiquidityTooLow.selector);
        source.rate();
    }

    function test_RevertWhen_TheHistoryIsTooShort() public {
        vm.mockCallRevert(address(pool), abi.encodeWithSelector(PoolHistoryDouble.observe.selector), "OLD");
        vm.expectRevert(bytes("OLD"));
        source.rate();
    }

    function test_RevertWhen_TheWindowIsTooShort() public {
        vm.expectRevert(
            abi.encodeWithSelector(UniswapTwapRateSource.WindowTooShort.selector, 10 minutes - 1, 10 minutes)
        );
        new UniswapTwapRateSource(address(pool), lst, weth, 10 minutes - 1, MIN_LIQUIDITY);
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

    function testFuzz_TheQuoteIsNeverAboveTheGeometricMean(int256 tick, uint256 part) public {
        tick = bound(tick, -5_000, 5_000);
        part = bound(part, 0, WINDOW - 1);
        int56 delta = int56(tick) * int56(uint56(WINDOW)) + int56(int256(part));
        _set(pool, delta);
        _set(mirrored, -delta);
        // Both quote the tick below the mean, or the mean itself.
        assertApproxEqRel(source.rate(), _priceWad(tick), 1e5);
        assertApproxEqRel(mirroredSource.rate(), _priceWad(tick), 1e5);
        if (part != 0) assertLt(source.rate(), _priceWad(tick + 1));
    }

    function testFuzz_EveryTickThatAPoolCanHaveIsQuotedOrRefused(int24 tick) public {
        tick = int24(bound(tick, TickMath.MIN_TICK, TickMath.MAX_TICK));
        _set(pool, int56(tick) * int56(uint56(WINDOW)));
        _set(mirrored, int56(tick) * int56(uint56(WINDOW)));
        if (tick > 0) assertGe(source.rate(), 1e18);
        else assertLe(source.rate(), 1e18);
        try mirroredSource.rate() returns (uint256 rateWad) {
            if (tick > 0) assertLe(rateWad, 1e18);
            else assertGe(rateWad, 1e18);
        } catch {
            assertLt(tick, -600_000, "refused only where the other token is worth nothing");
        }
    }
}
