// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

contract LeverUpTest is AaveLoopTest {
    uint256 private constant EQUITY = 100e18;

    function test_LeversFromOneToFiveInOneTransaction() public {
        uint256 eth = _debtFor(EQUITY, 500);
        uint256 planned = 5 * EQUITY;
        _deploy(EQUITY, _up(eth, 0));

        (uint256 collateral, uint256 debt) = loop.position();
        _assertWithinBps(debt, eth, 1, "debt");
        _assertWithinBps(collateral, planned, 1, "collateral");
        _assertWithinBps(loop.healthFactorWad(), planned * _par() / WAD * 9_500 * WAD / eth / BPS, 1, "health");
        _assertNothingLeft();
    }

    function test_LeversThroughTheVaultInOneBatch() public {
        uint256 eth = _debtFor(EQUITY, 500);
        uint256 navBefore = EQUITY + vault.valuation().navPar;
        _depositAndDeploy(EQUITY, _up(eth, 0));

        assertGe(vault.valuation().navPar + 1e6, navBefore, "bought at or under par");
        (, uint256 debt) = loop.position();
        _assertWithinBps(debt, eth, 1, "debt");
        _assertNothingLeft();
    }

    function test_SaysWhatItDid() public {
        _supply(EQUITY);
        uint256 eth = _debtFor(EQUITY, 300);
        vm.recordLogs();
        _leverUp(eth);
        (uint256 said, uint256 fromPool, uint256 fromIssuer, uint256 health) = _lastLeveredUp();
        (uint256 collateral,) = loop.position();
        assertEq(said, eth, "eth");
        assertApproxEqAbs(EQUITY + fromPool + fromIssuer, collateral, 2, "LST");
        assertEq(health, loop.healthFactorWad(), "health foreseen to the wei");
        assertEq(health, _aaveHealth(), "health as Aave sees it");
    }

    function testFuzz_HealthInTheEventIsTheHealthAfterwards(uint256 equity, uint256 leverage, uint256 wait) public {
        equity = bound(equity, 1e16, 1_000e18);
        leverage = bound(leverage, 110, 700);
        _supply(equity);
        _leverUp(_debtFor(equity, 105));
        vm.warp(block.timestamp + bound(wait, 0, 1 hours));
        vm.recordLogs();
        _leverUp(_debtFor(equity, leverage) - _debtFor(equity, 105));
        (,,, uint256 health) = _lastLeveredUp();
        assertEq(health, _aaveHealth());
    }

    function test_CallersMinimumHolds() public {
        _supply(EQUITY);
        uint256 eth = _debtFor(EQUITY, 300);
        uint256 asked = eth * WAD / _par() * 11 / 10;
        vm.expectPartialRevert(IStrategy.ReceivedTooLittle.selector);
        vm.prank(address(vault));
        loop.manage(_up(eth, asked));
    }

    /// @dev A thief who holds the keeper's key trades the pool up, closes the issuer's mint, and asks for no minimum.
    function test_CallersZeroMinimumDoesNotBeatTheOraclesBound() public {
        _supply(EQUITY);
        _setStakeLimit(0, true);
        _tradePoolTo(10_100);
        uint256 eth = _debtFor(EQUITY, 300);
        vm.expectRevert(abi.encodeWithSelector(IStrategy.PurchaseIncomplete.selector, eth, eth));
        vm.prank(address(vault));
        loop.manage(_up(eth, 0));
    }

    function test_MintAtParIsRefusedWhereTheMarketIsFarUnderIt() public {
        _supply(EQUITY);
        uint256 par = _par();
        uint256 eth = _debtFor(EQUITY, 300);
        _tradePoolTo(10_100);
        _setRates(par, par * 9_700 / BPS, true);
        uint256 least = LstMarketMath.minLst(eth, par * 9_700 / BPS, 30);
        vm.expectPartialRevert(IStrategy.ReceivedTooLittle.selector);
        vm.prank(address(vault));
        loop.manage(_up(eth, 0));
        assertGt(least, eth * WAD / par, "par is dearer than the bound");
    }

    function test_HealthFloorHoldsAgainstTheWholeLoanToValue() public {
        _supply(EQUITY);
        // 13x is within Aave's loan-to-value of 93 %, and under the floor.
        uint256 eth = _debtFor(EQUITY, 1_300);
        vm.expectPartialRevert(IAaveV3Loop.HealthBelowFloor.selector);
        vm.prank(address(vault));
        loop.manage(_up(eth, 0));
    }

    function testFuzz_NeverEndsUnderTheFloor(uint256 leverage) public {
        leverage = bound(leverage, 101, 1_600);
        _supply(EQUITY);
        bytes memory operation = _up(_debtFor(EQUITY, leverage), 0);
        vm.prank(address(vault));
        try loop.manage(operation) {
            assertGe(_aaveHealth(), loop.healthFloorWad());
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), IAaveV3Loop.HealthBelowFloor.selector);
            assertGt(leverage, 800, "refused though healthy");
        }
    }

    function test_StrangersWethIsSpentAndStrangersLstSupplied() public {
        _supply(EQUITY);
        deal(address(LST), address(loop), 3e18);
        deal(address(this), 2e18);
        WETH.deposit{value: 2e18}();
        WETH.transfer(address(loop), 2e18);
        _leverUp(_debtFor(EQUITY, 300));
        _assertNothingLeft();
        (uint256 collateral,) = loop.position();
        assertGe(collateral, 3 * EQUITY + 3e18 + 2e18 * WAD / _par() - 10, "both at work");
    }
}
