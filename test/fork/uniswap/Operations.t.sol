// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice Closing, repositioning, compounding and trading.
contract OperationsTest is RangeTest {
    int24 private at;

    function setUp() public override {
        super.setUp();
        at = _parTick();
    }

    /* CLOSE */

    function testFuzz_ClosingAPartLeavesTheRest(uint256 part) public {
        _hold(100e18, 100e18);
        _open(at - 20, at + 20);
        uint128 all = range.ranges()[0].liquidity;
        part = bound(part, 1, all - 1);
        uint256 value = _value();
        _close(at - 20, at + 20, part);
        assertEq(range.ranges()[0].liquidity, all - part);
        assertApproxEqAbs(_value(), value, 4 + 1e10);
        _close(at - 20, at + 20, all - part);
        assertEq(range.ranges().length, 0, "gone from the list");
        _assertHeldIsThere();
    }

    function test_RevertWhen_TheRangeIsUnknown() public {
        _hold(100e18, 100e18);
        _open(at - 20, at + 20);
        bytes memory unknown = abi.encodeWithSelector(IUniswapV3Range.RangeUnknown.selector, at - 20, at + 21);
        vm.expectRevert(unknown);
        _close(at - 20, at + 21, ALL);
        vm.expectRevert(unknown);
        _manage(abi.encodeCall(IUniswapV3Range.compound, (at - 20, at + 21, 0)));
        vm.expectRevert(unknown);
        _manage(abi.encodeCall(IUniswapV3Range.reposition, (at - 20, at + 21, at, at + 1, 0)));
    }

    function test_RevertWhen_NothingOrTooMuchIsTakenOff() public {
        _hold(100e18, 100e18);
        _open(at - 20, at + 20);
        uint256 all = range.ranges()[0].liquidity;
        vm.expectRevert(IUniswapV3Range.LiquidityZero.selector);
        _close(at - 20, at + 20, 0);
        vm.expectRevert(abi.encodeWithSelector(IUniswapV3Range.LiquidityExceeded.selector, all + 1, all));
        _close(at - 20, at + 20, all + 1);
        uint256 wide = uint256(type(uint128).max) + 1 + all;
        vm.expectRevert(abi.encodeWithSelector(IUniswapV3Range.LiquidityExceeded.selector, wide, all));
        _close(at - 20, at + 20, wide);
    }

    /* REPOSITION */

    function test_RepositionFollowsTheRateInOneOperation() public {
        _hold(100e18, 100e18);
        _open(at - 20, at + 20);
        _tradeToTick(6);
        _settle();
        uint256 value = _value();
        _manage(abi.encodeCall(IUniswapV3Range.reposition, (at - 20, at + 20, at - 10, at + 30, 0)));
        IUniswapV3Range.RangeState[] memory states = range.ranges();
        assertEq(states.length, 1);
        assertEq(states[0].tickLower, at - 10);
        assertEq(states[0].tickUpper, at + 30);
        assertApproxEqRel(_value(), value, 0.0001e18);
        _assertHeldIsThere();
    }

    function test_RepositionGivesWhatCloseAndOpenGive() public {
        _hold(100e18, 100e18);
        _open(at - 20, at + 20);
        _tradeToTick(6);
        _settle();
        uint256 state = vm.snapshotState();
        _manage(abi.encodeCall(IUniswapV3Range.reposition, (at - 20, at + 20, at - 10, at + 30, 0)));
        bytes memory inOne = abi.encode(range.ranges());
        vm.revertToState(state);
        _close(at - 20, at + 20, ALL);
        _open(at - 10, at + 30);
        assertEq(abi.encode(range.ranges()), inOne);
    }

    function test_AFullListStillRepositions() public {
        _put(100e18);
        for (int24 i = 1; i < 5; ++i) {
            _open(at + 1, at + 1 + i, 1e18, 0);
        }
        _manage(abi.encodeCall(IUniswapV3Range.reposition, (at + 1, at + 3, at + 2, at + 9, 0)));
        assertEq(range.ranges().length, 4);
    }

    /* COMPOUND */

    function test_CompoundPutsTheFeesToWork() public {
        _hold(100e18, 118e18);
        _open(at - 20, at + 20);
        _tradeToTick(15);
        _tradeToTick(-15);
        _tradeToTick(0);
        (uint256 feesLst, uint256 feesWeth) = _fees();
        assertGt(feesLst, 1e14);
        uint256 value = _value();
        uint128 liquidity = range.ranges()[0].liquidity;
        _manage(abi.encodeCall(IUniswapV3Range.compound, (at - 20, at + 20, 1)));
        (uint256 leftLst, uint256 leftWeth) = _fees();
        assertEq(leftLst + leftWeth, 0);
        assertGt(range.ranges()[0].liquidity, liquidity);
        assertApproxEqAbs(_value(), value, 4 + 1e10);
        assertGt(feesWeth, 0);
    }

    /* TRADES */

    function testFuzz_BuysAtMarketOrBetter(uint256 eth, uint256 bps) public {
        eth = bound(eth, 1e9, 500e18);
        _hold(1e18, eth);
        _tradeTo(LstMarketMath.sqrtPriceAt(_par() * bound(bps, 9_950, 10_100) / BPS, 0));
        _settle();
        (, uint256 marketWad,) = oracle.rates();
        _manage(_buying(ALL, 0));
        (uint256 lst, uint256 weth) = range.held();
        assertEq(weth, 0);
        assertGe(lst - 1e18, LstMarketMath.minLst(eth, marketWad, MAX_SLIPPAGE_BPS), "within the bound");
        // Par is known to 18 digits.
        assertGe(lst - 1e18 + 1_000, eth * WAD / _par(), "and never over par, where the issuer sells");
        _assertHeldIsThere();
    }

    function test_RevertWhen_AnyBoundOfAPurchaseIsBroken() public {
        _hold(0, 10e18);
        uint256 least = 10e18 * WAD / _par() + 1e15;
        vm.expectPartialRevert(IStrategy.ReceivedTooLittle.selector);
        _manage(_buying(10e18, least));
        // The market is said to be dearer to us than the issuer and the pool sell.
        _setRates(_par(), _par() * 9_900 / BPS, true);
        vm.expectPartialRevert(IStrategy.ReceivedTooLittle.selector);
        _manage(_buying(10e18, 0));
        _setRates(_par(), _par(), false);
        vm.expectRevert(IStrategy.OracleNotFresh.selector);
        _manage(_buying(10e18, 0));
        vm.expectRevert(IStrategy.ZeroAmount.selector);
        _manage(_buying(0, 0));
    }

    function testFuzz_SellsWithinTheBound(uint256 lst) public {
        lst = bound(lst, 1e9, 500e18);
        _hold(lst, 1e18);
        (, uint256 marketWad,) = oracle.rates();
        _manage(_selling(ALL, 0));
        (uint256 left, uint256 weth) = range.held();
        assertEq(left, 0);
        assertGe(weth - 1e18, lst * marketWad / WAD * (BPS - MAX_SLIPPAGE_BPS) / BPS);
        _assertHeldIsThere();
    }

    function test_RevertWhen_ASaleBreaksTheTighterBound() public {
        _hold(6_000e18, 0);
        uint256 most = 10e18 * _par() / WAD;
        vm.expectPartialRevert(IUniswapV3Range.SoldTooCheaply.selector);
        _manage(_selling(10e18, most));
        // Too much for the pool's depth within the oracle's bound, whatever the caller says.
        vm.expectPartialRevert(IUniswapV3Range.SoldTooCheaply.selector);
        _manage(_selling(ALL, 0));
        vm.expectRevert(IStrategy.ZeroAmount.selector);
        _manage(_selling(0, 0));
    }

    /* FROM THE VAULT AND BACK */

    function test_RevertWhen_TheVaultsTransferIsMissing() public {
        _put(10e18);
        vm.expectRevert(abi.encodeWithSelector(IStrategy.TransferMissing.selector, 15e18, 10e18));
        vm.prank(address(vault));
        range.deploy(5e18, "");
    }

    function test_AnOperationRunsAfterTheDepositAndBeforeTheWithdrawal() public {
        deal(address(LST), address(range), 10e18);
        vm.prank(address(vault));
        range.deploy(10e18, _opening(at + 1, at + 10, 10e18, 0));
        assertEq(range.ranges().length, 1);
        vm.prank(address(vault));
        range.free(9e18, _closing(at + 1, at + 10));
        assertEq(range.ranges().length, 0);
        assertApproxEqAbs(_value(), 1e18, 2);
    }
}
