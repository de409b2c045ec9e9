// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice `withdrawable` is what `free` pays, to the wei, at any price of the pool and without a loss at par.
contract WithdrawableTest is RangeTest {
    uint256 private constant DUST = 16;

    function testFuzz_PaysThatAmountAndNotAWeiMore(uint256 seed, int24 tick) public {
        _anyState(seed, int24(bound(tick, -100, 100)));
        uint256 amount = range.withdrawable();
        uint256 state = vm.snapshotState();
        uint256 before = LST.balanceOf(address(vault));
        _take(amount);
        assertEq(LST.balanceOf(address(vault)) - before, amount, "paid in full");
        assertEq(range.withdrawable(), 0, "and no more of it");
        vm.revertToState(state);
        (uint256 held,) = range.held();
        vm.expectRevert(
            abi.encodeWithSelector(IUniswapV3Range.WithdrawExceedsAvailable.selector, amount + 1 - held, amount - held)
        );
        _take(amount + 1);
    }

    /// @dev The attacker chooses the price at which liquidity is burnt; whoever stays loses nothing at par.
    function testFuzz_EveryAmountUpToItIsPaidAndCostsNothingAtPar(uint256 seed, int24 tick, uint256 amount) public {
        _anyState(seed, int24(bound(tick, -300, 300)));
        amount = bound(amount, 1, range.withdrawable());
        uint256 value = _value();
        uint256 before = LST.balanceOf(address(vault));
        _take(amount);
        assertEq(LST.balanceOf(address(vault)) - before, amount, "paid in full");
        assertGe(_value() + amount + DUST, value, "no loss at par");
        _assertHeldIsThere();
    }

    function testFuzz_NoMoreLiquidityIsBurntThanIsNeeded(uint256 amount, int24 tick) public {
        _hold(100e18, 100e18);
        int24 at = _parTick();
        _open(at - 20, at + 20);
        _tradeToTick(int24(bound(tick, -19, 18)));
        (uint256 held,) = range.held();
        (uint256 fees,) = _fees();
        amount = bound(amount, held + fees + 1, range.withdrawable());
        _take(amount);
        (held,) = range.held();
        // A unit of liquidity in so narrow a range is far less than a wei.
        assertLe(held, 1, "a wei over at the most");
    }

    function test_WhatIsHeldGoesFirst() public {
        _hold(100e18, 100e18);
        int24 at = _parTick();
        _open(at - 20, at + 20, 50e18, 50e18);
        uint128 liquidity = range.ranges()[0].liquidity;
        (uint256 held,) = range.held();
        _take(held);
        assertEq(range.ranges()[0].liquidity, liquidity);
    }

    function test_TheLastRangesGoFirstAndLeaveTheList() public {
        _put(30e18);
        int24 at = _tick() + 1;
        _open(at, at + 5, 10e18, 0);
        _open(at, at + 6, 10e18, 0);
        _open(at, at + 7, ALL, 0);
        _take(25e18);
        IUniswapV3Range.RangeState[] memory states = range.ranges();
        assertEq(states.length, 1);
        assertEq(states[0].tickUpper, at + 5);
        assertApproxEqAbs(states[0].lst, 5e18, 4);
    }

    function test_WhatIsHeldAloneWhereThePoolDoesNotAnswer() public {
        _holdAndOpen();
        (uint256 held,) = range.held();
        vm.mockCallRevert(address(UNISWAP), abi.encodeCall(IUniswapV3Pool.feeGrowthGlobal0X128, ()), "down");
        assertEq(range.withdrawable(), held);
        _take(held);
        assertEq(range.withdrawable(), 0);
    }

    /// @dev In the middle of somebody's swap.
    function test_WhatIsHeldAloneWhileThePoolIsLocked() public {
        _holdAndOpen();
        (uint256 held,) = range.held();
        assertGt(range.withdrawable(), held + 1e18);
        _asked = type(uint256).max;
        IFlashPool(address(UNISWAP)).flash(address(this), 0, 0, "");
        assertEq(_asked, held);
    }

    uint256 private _asked;

    function uniswapV3FlashCallback(uint256, uint256, bytes calldata) external {
        _asked = range.withdrawable();
    }

    function test_ServesTheVaultsLeavers() public {
        _enter(depositor, 100e18);
        int24 at = _tick() + 1;
        _rebalance(IVaultTypes.ActionKind.Deploy, 90e18, _opening(at, at + 10, 90e18, 0));
        _tradeToTick(5);
        uint256 limit = vault.maxWithdraw(depositor);
        assertGt(limit, 40e18);
        assertLt(limit, 90e18);
        vm.prank(depositor);
        vault.withdraw(limit, depositor, depositor);
        assertEq(LST.balanceOf(depositor), limit);
    }

    function _holdAndOpen() private {
        _hold(100e18, 100e18);
        int24 at = _parTick();
        _open(at - 20, at + 20, 50e18, 50e18);
    }
}

interface IFlashPool {
    function flash(address recipient, uint256 amount0, uint256 amount1, bytes calldata data) external;
}
