// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice `withdrawable` is what `free` pays, to the wei.
contract WithdrawableTest is AaveLoopTest {
    uint256 private constant EQUITY = 100e18;

    function test_AllOfItWithoutDebt() public {
        _drainLst(1_000e18);
        _supply(EQUITY);
        vm.warp(block.timestamp + 30 days);
        uint256 all = loop.withdrawable();
        (uint256 collateral,) = loop.position();
        assertEq(all, collateral, "all");
        assertGt(all, EQUITY, "with interest");
        uint256 before = LST.balanceOf(address(vault));
        _free(all);
        assertEq(LST.balanceOf(address(vault)) - before, all, "paid in full");
        (collateral,) = loop.position();
        assertEq(collateral, 0, "to the wei");
    }

    function testFuzz_PaysThatAmountAndAWeiMoreWouldPassTheFloor(uint256 equity, uint256 leverage, uint256 wait)
        public
    {
        equity = bound(equity, 1e15, 2_000e18);
        _deploy(equity, _up(_debtFor(equity, bound(leverage, 101, 800)), 0));
        vm.warp(block.timestamp + bound(wait, 0, 20 days));
        uint256 state = vm.snapshotState();

        uint256 amount = loop.withdrawable();
        if (amount != 0) {
            uint256 before = LST.balanceOf(address(vault));
            _free(amount);
            assertEq(LST.balanceOf(address(vault)) - before, amount, "paid in full");
            assertGe(_aaveHealth(), loop.withdrawFloorWad(), "at or above the floor");
            vm.revertToState(state);
        }
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.WithdrawExceedsAvailable.selector, amount + 1, amount));
        _free(amount + 1);
        // Not only says so: Aave itself, asked for a wei more, ends under the floor.
        vm.prank(address(loop));
        AAVE.withdraw(address(LST), amount + 1, address(this));
        assertLt(_aaveHealth(), loop.withdrawFloorWad(), "a wei more is too much");
    }

    function testFuzz_EveryAmountUpToItIsPaid(uint256 amount) public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        amount = bound(amount, 1, loop.withdrawable());
        uint256 before = LST.balanceOf(address(vault));
        _free(amount);
        assertEq(LST.balanceOf(address(vault)) - before, amount);
    }

    function test_NothingUnderTheFloor() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 500), 0));
        _setLenderPrice(address(LST), 8_700);
        assertLt(loop.healthFactorWad(), loop.withdrawFloorWad());
        assertEq(loop.withdrawable(), 0);
    }

    function test_NotMoreThanAaveHas() public {
        _supply(EQUITY);
        _drainLst(7e18);
        assertEq(loop.withdrawable(), 7e18);
        vm.expectRevert(
            abi.encodeWithSelector(IAaveV3Loop.LiquidityInsufficient.selector, address(LST), 7e18 + 1, 7e18)
        );
        _free(7e18 + 1);
        _free(7e18);
        assertEq(loop.withdrawable(), 0);
    }

    function test_NothingWhileTheReserveIsPaused() public {
        _supply(EQUITY);
        _pause(address(LST), true);
        assertEq(loop.withdrawable(), 0);
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.ReservePaused.selector, address(LST)));
        _free(1);
    }

    function test_AFrozenReserveStillPays() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        _freeze(address(LST), true);
        _freeze(address(WETH), true);
        uint256 amount = loop.withdrawable();
        assertGt(amount, 30e18);
        _free(amount);
    }

    function test_TheReservesOwnThresholdCountsOnceItLeftTheEMode() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 200), 0));
        uint256 before = loop.withdrawable();
        _setCollateralInEMode(address(LST), false);
        uint256 amount = loop.withdrawable();
        assertLt(amount, before);
        _free(amount);
        assertGe(_aaveHealth(), loop.withdrawFloorWad());
    }

    function test_NothingAndNoRevertWhereTheLendersOracleDoesNotAnswer() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 200), 0));
        vm.mockCallRevert(
            PROVIDER.getPriceOracle(), abi.encodeWithSignature("getAssetPrice(address)", address(LST)), "down"
        );
        assertEq(loop.withdrawable(), 0);
    }

    function test_ServesTheVaultsLeavers() public {
        _depositAndDeploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        uint256 limit = vault.maxWithdraw(depositor);
        assertGt(limit, 30e18);
        vm.prank(depositor);
        vault.withdraw(limit, depositor, depositor);
        assertEq(LST.balanceOf(depositor), limit);
        assertGe(_aaveHealth(), loop.withdrawFloorWad());
    }
}
