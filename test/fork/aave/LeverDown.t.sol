// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

contract LeverDownTest is AaveLoopTest {
    uint256 private constant EQUITY = 100e18;

    function setUp() public override {
        super.setUp();
        _deploy(EQUITY, _up(_debtFor(EQUITY, 500), 0));
    }

    function test_LeversFromFiveToOneInOneTransaction() public {
        (uint256 before, uint256 debt) = loop.position();
        _leverDown(type(uint256).max);
        (uint256 collateral, uint256 left) = loop.position();
        assertEq(left, 0, "debt");
        _assertWithinBps(before - collateral, debt * WAD / _spotWad(), 5, "paid about the pool's price");
        assertEq(loop.healthFactorWad(), type(uint256).max, "health");
        _assertNothingLeft();
    }

    function test_LeversFromFiveToThreeAsPlanned() public {
        (uint256 before, uint256 debt) = loop.position();
        uint256 eth = _debtFor(EQUITY, 300);
        uint256 pays = eth * WAD / _spotWad() * 1e6 / (1e6 - UNISWAP.fee());
        _leverDown(eth);
        (uint256 collateral, uint256 left) = loop.position();
        assertApproxEqAbs(left, debt - eth, 2, "debt");
        _assertWithinBps(collateral, before - pays, 1, "collateral");
        _assertWithinBps(
            loop.healthFactorWad(), (before - pays) * _par() / WAD * 9_500 * WAD / (debt - eth) / BPS, 1, "health"
        );
        assertEq(loop.healthFactorWad(), _aaveHealth(), "as Aave sees it");
        _assertNothingLeft();
    }

    function test_SaysWhatItDid() public {
        (uint256 before,) = loop.position();
        uint256 eth = 10e18;
        vm.recordLogs();
        _leverDown(eth);
        (uint256 said, uint256 paid, uint256 health) = _lastLeveredDown();
        (uint256 collateral,) = loop.position();
        assertEq(said, eth, "eth");
        assertApproxEqAbs(paid, before - collateral, 2, "LST");
        assertEq(health, _aaveHealth(), "health");
    }

    function testFuzz_AnyPartCanBeRepaidAndHealthRises(uint256 eth, uint256 wait) public {
        vm.warp(block.timestamp + bound(wait, 0, 12 hours));
        (, uint256 debt) = loop.position();
        eth = bound(eth, 1e12, debt);
        uint256 health = _aaveHealth();
        _leverDown(eth);
        (, uint256 left) = loop.position();
        assertApproxEqAbs(left, debt - eth, 2, "debt");
        assertGe(_aaveHealth(), health, "health");
        _assertNothingLeft();
    }

    /* NOTHING THAT AAVE ALLOWS IS BLOCKED */

    function test_RepaysWhileBothReservesAreFrozen() public {
        _freeze(address(LST), true);
        _freeze(address(WETH), true);
        _repaysAll();
    }

    function test_RepaysWithALoanToValueOfZero() public {
        _setLtvZero(address(LST), true);
        _leverDown(_debtFor(EQUITY, 200));
        _repaysAll();
    }

    function test_RepaysAfterTheCollateralLeftTheEMode() public {
        _setCollateralInEMode(address(LST), false);
        _leverDown(_debtFor(EQUITY, 200));
        _repaysAll();
    }

    function test_RepaysAfterTheDebtLeftTheEMode() public {
        _setBorrowableInEMode(address(WETH), false);
        _repaysAll();
    }

    function test_RepaysWhileWethIsLentOutToTheLastWei() public {
        _drainWeth(0);
        _repaysAll();
    }

    function test_RepaysOnAStaleOracle() public {
        uint256 par = _par();
        _setRates(par, par * 9_500 / BPS, false);
        _repaysAll();
    }

    function test_RepaysOverBothCaps() public {
        _setSupplyCap(address(LST), 1);
        _setBorrowCap(address(WETH), 1);
        _repaysAll();
    }

    function test_RepaysUnderTheFloor() public {
        _setLenderPrice(address(LST), 8_780);
        assertLt(loop.healthFactorWad(), loop.healthFloorWad());
        _leverDown(_debtFor(EQUITY, 300));
        assertGt(loop.healthFactorWad(), loop.healthFloorWad());
    }

    /* REFUSALS */

    function test_PausedDebtReserveIsNamed() public {
        _pause(address(WETH), true);
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.ReservePaused.selector, address(WETH)));
        _leverDown(1e18);
    }

    function test_PausedCollateralReserveIsNamed() public {
        _pause(address(LST), true);
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.ReservePaused.selector, address(LST)));
        _leverDown(1e18);
    }

    function test_CallersMaximumHolds() public {
        uint256 most = 1e18 * WAD / _par();
        vm.expectPartialRevert(IStrategy.PaidTooMuch.selector);
        vm.prank(address(vault));
        loop.manage(_down(1e18, most));
    }

    /// @dev A thief who holds the keeper's key trades the pool down and allows any price.
    function test_CallersOpenMaximumDoesNotBeatTheOraclesBound() public {
        _tradePoolTo(9_950);
        uint256 most = LstMarketMath.maxLst(1e18, _par(), 30);
        (bool ok, bytes memory reason) = _tryLeverDown(1e18);
        assertFalse(ok);
        assertEq(bytes4(reason), IStrategy.PaidTooMuch.selector);
        (, uint256 limit) = _decode(reason);
        assertEq(limit, most);
    }

    function test_BoundFollowsAFallbackRate() public {
        _tradePoolTo(9_700);
        uint256 par = _par();
        _setRates(par, par * 9_700 / BPS, false);
        _leverDown(1e18);
    }

    function test_MoreThanIsOwedIsRefused() public {
        (, uint256 debt) = loop.position();
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.RepayExceedsDebt.selector, debt + 1, debt));
        _leverDown(debt + 1);
    }

    function test_NothingOwedIsRefused() public {
        _leverDown(type(uint256).max);
        vm.expectRevert(IStrategy.ZeroAmount.selector);
        _leverDown(type(uint256).max);
    }

    function test_APoolWithoutTheWethIsNamed() public {
        _tradePoolTo(9_000);
        uint256 par = _par();
        _setRates(par, par * 8_950 / BPS, true);
        // Sold below the lowest position: nothing is left to buy from.
        (uint160 spot,,,,,,) = UNISWAP.slot0();
        UNISWAP.swap(address(this), true, type(int128).max, spot / 2, "");
        vm.expectPartialRevert(IAaveV3Loop.LiquidityInsufficient.selector);
        _leverDown(1e18);
    }

    function _repaysAll() private {
        _leverDown(type(uint256).max);
        (, uint256 debt) = loop.position();
        assertEq(debt, 0, "debt");
        _assertNothingLeft();
    }

    function _tryLeverDown(uint256 eth) private returns (bool, bytes memory) {
        vm.prank(address(vault));
        return address(loop).call(abi.encodeCall(loop.manage, (_down(eth, NO_BOUND))));
    }

    function _decode(bytes memory reason) private pure returns (uint256 a, uint256 b) {
        assembly ("memory-safe") {
            a := mload(add(reason, 36))
            b := mload(add(reason, 68))
        }
    }
}
