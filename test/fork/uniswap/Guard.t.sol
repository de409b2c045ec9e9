// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TickMath} from "@uniswap/v4-core/src/libraries/TickMath.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {UniswapV3RangeMath} from "strategies/uniswap/UniswapV3RangeMath.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";
import {Mainnet} from "test/support/Mainnet.sol";

interface IPoolSetup {
    function createPool(address tokenA, address tokenB, uint24 fee) external returns (address);
    function enableFeeAmount(uint24 fee, int24 tickSpacing) external;
    function owner() external view returns (address);
    function initialize(uint160 sqrtPriceX96) external;
    function increaseObservationCardinalityNext(uint16 next) external;
}

/// @notice Liquidity moves only at a price that the oracle and the pool's own past agree with.
contract GuardTest is RangeTest {
    int24 private at;

    function setUp() public override {
        super.setUp();
        at = _parTick();
        _hold(200e18, 200e18);
        _open(at - 100, at + 100, 100e18, 100e18);
    }

    /// @dev Everything that is guarded, one after the other.
    function _guarded() private view returns (bytes[5] memory operations) {
        operations[0] = _opening(at - 150, at + 150, 1e18, 1e18);
        operations[1] = _closing(at - 100, at + 100);
        operations[2] = abi.encodeCall(IUniswapV3Range.reposition, (at - 100, at + 100, at - 90, at + 110, 0));
        operations[3] = abi.encodeCall(IUniswapV3Range.compound, (at - 100, at + 100, 0));
        operations[4] = _selling(1e18, 0);
    }

    function test_AllPassNearTheMarket() public {
        bytes[5] memory operations = _guarded();
        for (uint256 i; i < operations.length; ++i) {
            uint256 state = vm.snapshotState();
            _manage(operations[i]);
            vm.revertToState(state);
        }
    }

    function test_RevertWhen_ThePoolIsOffItsMean() public {
        int24[2] memory ticks = [int24(45), -45];
        for (uint256 k; k < 2; ++k) {
            _tradeToTick(ticks[k]);
            bytes[5] memory operations = _guarded();
            for (uint256 i; i < operations.length; ++i) {
                vm.expectPartialRevert(IUniswapV3Range.PoolOffTwap.selector);
                _manage(operations[i]);
            }
        }
    }

    /// @dev The mean has followed, the oracle's market has not.
    function test_RevertWhen_ThePoolIsOffTheMarket() public {
        _tradeToTick(45);
        _settle();
        bytes[5] memory operations = _guarded();
        for (uint256 i; i < operations.length; ++i) {
            vm.expectPartialRevert(IUniswapV3Range.PoolOffMarket.selector);
            _manage(operations[i]);
        }
        // Under par the pool's own past is one of the oracle's sources, and the market follows.
        _tradeToTick(-45);
        _settle();
        _manage(operations[0]);
    }

    /// @dev To the last tick within the bound and the first one outside.
    function test_TheBoundIsExact() public {
        int24 last = 39;
        _tradeToTick(last);
        _manage(_guarded()[0]);
        _tradeToTick(last + 3);
        uint256 spotWad = _spotWad();
        (bool ok, bytes memory reason) = _try(_guarded()[0]);
        assertFalse(ok);
        (uint256 spot, uint256 twap, uint256 most) = _decode(reason);
        assertApproxEqAbs(spot, spotWad, 2);
        assertApproxEqRel(twap, _par(), 0.0001e18);
        assertEq(most, MAX_DEVIATION_BPS);
        assertGt((spot - twap) * BPS, twap * MAX_DEVIATION_BPS);
    }

    /// @dev Under zero a mean tick is rounded down as well, as the pool rounds its own.
    function test_ANegativeMeanIsRoundedDown() public {
        // The oracle asks the same pool.
        _setRates(_par(), _par(), true);
        int56[] memory ticks = new int56[](2);
        ticks[1] = -1 - int56(uint56(TWAP_WINDOW));
        vm.mockCall(
            address(UNISWAP),
            abi.encodeWithSelector(IUniswapV3Pool.observe.selector),
            abi.encode(ticks, new uint160[](2))
        );
        (, bytes memory reason) = _try(_guarded()[0]);
        (, uint256 twapWad,) = _decode(reason);
        assertEq(twapWad, UniswapV3RangeMath.rateWad(TickMath.getSqrtPriceAtTick(-2)));
    }

    /* THE ORACLE IS STALE */

    function test_LiquidityComesOffWithoutTheOracle() public {
        _setRates(_par(), _par() * 9_500 / BPS, false);
        bytes[5] memory operations = _guarded();
        uint256[4] memory refused = [uint256(0), 2, 3, 4];
        for (uint256 i; i < refused.length; ++i) {
            vm.expectRevert(abi.encodeWithSignature("OracleNotFresh()"));
            _manage(operations[refused[i]]);
        }
        _manage(abi.encodeCall(IUniswapV3Range.collect, ()));
        _manage(operations[1]);
        assertEq(range.ranges().length, 0);
    }

    function test_EvenThenItsOwnPastMustAgree() public {
        _setRates(_par(), _par() * 9_500 / BPS, false);
        _tradeToTick(45);
        bytes memory closing = _guarded()[1];
        vm.expectPartialRevert(IUniswapV3Range.PoolOffTwap.selector);
        _manage(closing);
    }

    function test_NothingStopsTheVaultsOwnLiquidity() public {
        _tradeToTick(45);
        _setRates(_par(), _par() * 9_500 / BPS, false);
        _take(range.withdrawable());
        _manage(abi.encodeCall(IUniswapV3Range.collect, ()));
        _unwind(WAD);
    }

    /* A POOL THAT REMEMBERS NOTHING */

    function test_RevertWhen_ThePoolDoesNotRememberTheWindow() public {
        (IUniswapV3Pool pool, int24 spacing) = _freshPool();
        range = _newRange(address(pool));
        _put(10e18);
        int24 from = (_parTick() / spacing + 1) * spacing;
        bytes memory opening = _opening(from, from + spacing, 10e18, 0);
        bytes memory unavailable =
            abi.encodeWithSelector(IUniswapV3Range.TwapUnavailable.selector, uint256(TWAP_WINDOW), uint256(1));
        vm.expectRevert(unavailable);
        _manage(opening);

        // A price that nobody has moved is remembered however long ago it was set.
        _settle();
        _manage(opening);
        // The one observation is overwritten by whoever trades.
        pool.swap(address(this), true, 1e18, TickMath.getSqrtPriceAtTick(_parTick() - 2), "");
        bytes memory closing = _closing(from, from + spacing);
        vm.expectRevert(unavailable);
        _manage(closing);
        assertApproxEqAbs(range.withdrawable(), 10e18, 2, "leavers are served all the same");

        // What the error says to do.
        IPoolSetup(address(pool)).increaseObservationCardinalityNext(100);
        _settle();
        pool.swap(address(this), false, 1e18, TickMath.getSqrtPriceAtTick(_parTick() - 1), "");
        _settle();
        _manage(closing);
    }

    function test_RevertWhen_ATickIsOutOfThePoolsSpacing() public {
        (IUniswapV3Pool pool, int24 spacing) = _freshPool();
        range = _newRange(address(pool));
        _put(10e18);
        _settle();
        int24 from = (_parTick() / spacing + 1) * spacing;
        vm.expectRevert(abi.encodeWithSelector(IUniswapV3Range.TickOutOfSpacing.selector, from + 1, spacing));
        _open(from + 1, from + spacing, 1e18, 0);
        vm.expectRevert(abi.encodeWithSelector(IUniswapV3Range.TickOutOfSpacing.selector, from + 1, spacing));
        _open(from, from + 1, 1e18, 0);
    }

    /* INTERNAL */

    /// @dev A pool of a fee that nobody has made one with.
    function _freshPool() private returns (IUniswapV3Pool pool, int24 spacing) {
        IPoolSetup factory = IPoolSetup(Mainnet.UNISWAP_FACTORY);
        spacing = 7;
        vm.prank(factory.owner());
        factory.enableFeeAmount(77, spacing);
        pool = IUniswapV3Pool(factory.createPool(address(LST), address(WETH), 77));
        IPoolSetup(address(pool)).initialize(LstMarketMath.sqrtPriceAt(_par(), 0));
    }

    function _try(bytes memory operation) private returns (bool ok, bytes memory reason) {
        vm.prank(address(vault));
        try range.manage(operation) {
            ok = true;
        } catch (bytes memory reason_) {
            reason = reason_;
        }
    }

    function _decode(bytes memory reason) private pure returns (uint256 spot, uint256 reference_, uint256 most) {
        assertEq(bytes4(reason), IUniswapV3Range.PoolOffTwap.selector);
        bytes memory facts = new bytes(96);
        for (uint256 i; i < 96; ++i) {
            facts[i] = reason[i + 4];
        }
        return abi.decode(facts, (uint256, uint256, uint256));
    }
}
