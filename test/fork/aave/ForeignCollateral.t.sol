// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice What strangers supply for the loop cannot lock it.
contract ForeignCollateralTest is AaveLoopTest {
    using ReserveConfig for uint256;

    uint256 private constant EQUITY = 100e18;
    uint256 private lstId;

    function setUp() public override {
        super.setUp();
        lstId = AAVE.getReserveData(address(LST)).id;
    }

    /// @dev Aave switches a supply on as collateral only where the balance was zero before.
    function test_AWeiOfSupplyTokenSentBeforeTheFirstDepositDoesNotStopTheLoop() public {
        deal(address(LST), stranger, 1e18);
        vm.startPrank(stranger);
        LST.approve(address(AAVE), 1e18);
        AAVE.supply(address(LST), 1e18, stranger, 0);
        IERC20(aToken).transfer(address(loop), 1);
        vm.stopPrank();

        _supply(EQUITY);
        assertFalse(AAVE.getUserConfiguration(address(loop)).usesAsCollateral(lstId), "the stranger's trick worked");
        _leverUp(_debtFor(EQUITY, 500));
        assertEq(loop.healthFactorWad(), _aaveHealth());
    }

    /// @dev Switching each off at every operation would let strangers decide what an operation costs.
    function test_IsLeftAloneWhereItStandsInNobodysWay() public {
        _supply(EQUITY);
        _donate();
        assertTrue(_hasForeign(), "the stranger's trick worked");
        _leverUp(_debtFor(EQUITY, 300));
        _leverDown(_debtFor(EQUITY, 200));
        _free(loop.withdrawable());
        assertTrue(_hasForeign());
        assertLe(loop.healthFactorWad(), _aaveHealth(), "what it backs is not counted");
    }

    function test_AnyoneSwitchesItOff() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        _donate();
        vm.startPrank(stranger);
        loop.shedForeignCollateral(0);
        assertTrue(_hasForeign());
        loop.shedForeignCollateral(1);
        vm.stopPrank();
        assertFalse(_hasForeign());
        assertEq(loop.healthFactorWad(), _aaveHealth());
    }

    /// @dev Aave lets no other collateral out while one of them has a loan-to-value of zero and there is debt.
    function test_DoesNotLockTheCollateralWhenItsLoanToValueBecomesZero() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        _donate();
        _setLtvZero(address(WETH), true);
        vm.expectRevert(bytes4(keccak256("LtvValidationFailed()")));
        vm.prank(address(loop));
        AAVE.withdraw(address(LST), 1e18, address(vault));

        uint256 amount = loop.withdrawable();
        assertGt(amount, 10e18);
        _free(amount);
        assertFalse(_hasForeign());
    }

    function test_DoesNotStopALeverDownWhenItsReserveIsFrozen() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        _donate();
        _freeze(address(WETH), true);
        _leverDown(_debtFor(EQUITY, 200));
        _leverDown(type(uint256).max);
        _free(loop.withdrawable());
    }

    function test_IsToldByWithdrawableWhereItCannotBeSwitchedOff() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        _donate();
        _setLtvZero(address(WETH), true);
        _pause(address(WETH), true);
        assertEq(loop.withdrawable(), 0);
        vm.expectRevert(abi.encodeWithSelector(IAaveV3Loop.WithdrawExceedsAvailable.selector, 1, 0));
        _free(1);
        _pause(address(WETH), false);
        _free(loop.withdrawable());
    }

    function test_APausedReserveWithLoanToValueLocksNothing() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        _donate();
        _pause(address(WETH), true);
        _free(loop.withdrawable());
    }

    /// @dev On the safe side: from version 3.7 on, a category can be isolated, and loan-to-value outside it zero.
    function test_APausedReserveOutsideTheCategoryIsTakenToLock() public {
        _deploy(EQUITY, _up(_debtFor(EQUITY, 300), 0));
        _donate();
        _setCollateralInEMode(address(WETH), false);
        assertGt(loop.withdrawable(), 0);
        _pause(address(WETH), true);
        assertEq(loop.withdrawable(), 0);
    }

    function _donate() private {
        vm.deal(stranger, 1e15);
        vm.startPrank(stranger);
        WETH.deposit{value: 1e15}();
        WETH.approve(address(AAVE), 1e15);
        AAVE.supply(address(WETH), 1e15, address(loop), 0);
        vm.stopPrank();
    }

    function _hasForeign() private view returns (bool) {
        return AAVE.getUserConfiguration(address(loop)).otherCollateral(lstId) != 0;
    }
}
