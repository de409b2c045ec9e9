// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice A leaver's slice closes at his cost, in every state in which Aave takes a repayment, and the rest keeps its shape.
contract UnwindTest is AaveLoopTest {
    function setUp() public override {
        super.setUp();
        _supply(100e18);
        _leverUp(_debtFor(100e18, 500));
    }

    function _unwind(uint256 fractionWad) private returns (uint256 received) {
        uint256 before = LST.balanceOf(address(vault));
        vm.prank(address(vault));
        loop.unwind(fractionWad);
        return LST.balanceOf(address(vault)) - before;
    }

    function testFuzz_WhatStaysIsTheRestOfEachLeg(uint256 fractionWad) public {
        fractionWad = bound(fractionWad, 1e12, 0.99e18);
        (uint256 collateral, uint256 debt) = loop.position();
        uint256 received = _unwind(fractionWad);
        (uint256 collateralAfter, uint256 debtAfter) = loop.position();
        assertApproxEqAbs(collateralAfter, collateral - collateral * fractionWad / WAD, 3);
        assertApproxEqAbs(debtAfter, debt - debt * fractionWad / WAD, 3);
        // Equity at par, less what the sale of four fifths costs.
        uint256 equity = (collateral - debt * WAD / _par()) * fractionWad / WAD;
        assertLe(received, equity + 1);
        assertGe(received + 10, equity * 99 / 100);
        _assertNothingLeft();
    }

    function test_AllOfItClosesToTheWei() public {
        uint256 received = _unwind(WAD);
        (uint256 collateral, uint256 debt) = loop.position();
        assertEq(collateral, 0);
        assertEq(debt, 0);
        assertApproxEqRel(received, 100e18, 0.01e18);
        _assertNothingLeft();
    }

    function test_WithoutDebtItIsAWithdrawal() public {
        _leverDown(type(uint256).max);
        (uint256 collateral,) = loop.position();
        assertApproxEqAbs(_unwind(0.5e18), collateral / 2, 2);
    }

    /// @dev The oracle does not answer, the reserves are frozen, the collateral counts for nothing: the slice closes all the same.
    function test_ItNeedsNoOracleAndNoOpenMarket() public {
        vm.mockCallRevert(address(oracle), bytes(""), bytes("silent"));
        _freeze(address(WETH), true);
        _freeze(address(LST), true);
        _setLtvZero(address(LST), true);
        assertGt(_unwind(0.2e18), 19e18);
    }

    /// @dev Aave itself asks its oracle before collateral leaves an account that still owes: a part waits for it, the whole does not.
    function test_WhileTheLendersOracleIsSilentOnlyTheWholeCloses() public {
        vm.mockCallRevert(address(oracle), bytes(""), bytes("silent"));
        vm.mockCallRevert(PROVIDER.getPriceOracle(), bytes(""), bytes("silent"));
        vm.prank(address(vault));
        vm.expectRevert(bytes("silent"));
        loop.unwind(0.2e18);
        _unwind(WAD);
        (uint256 collateral, uint256 debt) = loop.position();
        assertEq(collateral, 0);
        assertEq(debt, 0);
    }

    /// @dev What strangers supply locks ours as soon as its loan-to-value is zero; the slice switches it off on its way.
    function test_CollateralOfStrangersDoesNotStopIt() public {
        deal(address(WETH), stranger, 1e18);
        vm.startPrank(stranger);
        WETH.approve(address(AAVE), 1e18);
        AAVE.supply(address(WETH), 1e18, address(loop), 0);
        vm.stopPrank();
        _setLtvZero(address(WETH), true);
        assertGt(_unwind(0.2e18), 19e18);
    }

    function test_WethLentOutToTheLastWeiDoesNotStopIt() public {
        _drainWeth(0);
        assertGt(_unwind(0.2e18), 19e18);
    }

    function test_TheLoanToValueOfTheRestNeverRises() public {
        for (uint256 i; i < 5; ++i) {
            uint256 health = _aaveHealth();
            _unwind(0.123456789012345678e18);
            assertGe(_aaveHealth() + 1e9, health);
        }
    }

    /// @dev ATTACKS row 5: a pool pushed down makes the slice dearer for the leaver; the rest loses nothing.
    function test_ASandwichCostsTheLeaverAlone() public {
        (uint256 collateral, uint256 debt) = loop.position();
        _tradePoolTo(9_900);
        uint256 received = _unwind(0.1e18);
        (uint256 collateralAfter, uint256 debtAfter) = loop.position();
        assertApproxEqAbs(collateralAfter, collateral * 9 / 10, 3);
        assertApproxEqAbs(debtAfter, debt * 9 / 10, 3);
        assertLt(received, 9.7e18);
    }

    function test_RevertWhen_ThePoolHasTooLittle() public {
        _tradePoolTo(7_500);
        vm.prank(address(vault));
        vm.expectPartialRevert(IAaveV3Loop.LiquidityInsufficient.selector);
        loop.unwind(0.1e18);
    }

    /// @dev At ten and a half times the slice is a tenth over its debt: a pool further down than that would have those who stay pay.
    function test_RevertWhen_TheSliceDoesNotPayForItsDebt() public {
        _leverUp(_debtFor(100e18, 1_050) - _debtFor(100e18, 500));
        _tradePoolTo(9_010);
        (uint256 collateral,) = loop.position();
        vm.prank(address(vault));
        vm.expectPartialRevert(IStrategy.PaidTooMuch.selector);
        loop.unwind(0.001e18);
        (uint256 collateralAfter,) = loop.position();
        assertEq(collateralAfter, collateral);
    }

    function test_RevertWhen_AavesReserveIsPaused() public {
        _pause(address(LST), true);
        vm.prank(address(vault));
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.ReservePaused.selector, address(LST)));
        loop.unwind(0.1e18);
    }

    function test_RevertWhen_AnyoneElseAsks() public {
        vm.expectRevert(abi.encodeWithSelector(IStrategy.OnlyVault.selector, stranger, address(vault)));
        vm.prank(stranger);
        loop.unwind(0.1e18);
    }

    function test_RevertWhen_TheSliceIsMoreThanEverything() public {
        vm.expectRevert(abi.encodeWithSelector(IStrategy.FractionOverOne.selector, WAD + 1));
        vm.prank(address(vault));
        loop.unwind(WAD + 1);
    }
}

contract ExitOfALoopTest is AaveLoopTest {
    function test_AnExitPaysTheLeaversSliceAndLeavesTheOthersWhole() public {
        _depositAndDeploy(100e18, _up(_debtFor(100e18, 500), 0));
        deal(address(LST), stranger, 20e18);
        vm.startPrank(stranger);
        LST.approve(address(vault), 20e18);
        uint256 shares = vault.deposit(20e18, stranger);
        vm.stopPrank();
        uint256 priceBefore = vault.valuation().navPar * 1e27 / vault.totalSupply();
        vm.prank(stranger);
        uint256 assets = vault.exit(shares, 19.5e18, stranger);
        assertEq(LST.balanceOf(stranger), assets);
        assertGe(vault.valuation().navPar * 1e27 / vault.totalSupply() + 1e6, priceBefore);
        assertLe(assets, 20e18);
        _assertNothingLeft();
    }
}
