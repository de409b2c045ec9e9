// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";

/// @notice Aave freezes, pauses, caps, changes or is lent out to the last wei, in the middle of a loop: limits stay true, entries and leaves keep their price,
/// and risk can be lowered wherever Aave takes a repayment.
contract MarketClosedTest is LeveredAttack {
    struct State {
        string name;
        bool retreat;
    }

    uint256 private constant STATES = 12;

    /// @dev Retreat: whether Aave still takes repayments and gives collateral.
    function _strike(uint256 i) private returns (State memory) {
        if (i == 0) {
            _freeze(address(LST), true);
            return State("wstETH frozen", true);
        } else if (i == 1) {
            _freeze(address(WETH), true);
            return State("WETH frozen", true);
        } else if (i == 2) {
            _freeze(address(LST), true);
            _freeze(address(WETH), true);
            return State("both frozen", true);
        } else if (i == 3) {
            _pause(address(LST), true);
            return State("wstETH paused", false);
        } else if (i == 4) {
            _pause(address(WETH), true);
            return State("WETH paused", false);
        } else if (i == 5) {
            _setLtvZero(address(LST), true);
            return State("loan-to-value zero", true);
        } else if (i == 6) {
            _setCollateralInEMode(address(LST), false);
            return State("collateral left the category", true);
        } else if (i == 7) {
            _setBorrowableInEMode(address(WETH), false);
            return State("debt left the category", true);
        } else if (i == 8) {
            _setSupplyCap(address(LST), 1);
            return State("over the supply cap", true);
        } else if (i == 9) {
            _setBorrowCap(address(WETH), 1);
            return State("over the borrow cap", true);
        } else if (i == 10) {
            _drainWeth(0);
            return State("WETH utilisation 100 %", true);
        }
        _drainLst(0);
        return State("wstETH utilisation 100 %", false);
    }

    function test_LimitsAreTrueInEachState() public {
        for (uint256 i; i < STATES; ++i) {
            uint256 before = vm.snapshotState();
            State memory state = _strike(i);
            uint256 most = vault.maxWithdraw(alice);
            assertGe(most, IDLE, state.name);
            if (!state.retreat && i != 4) assertEq(most, vault.idle(), "what Aave does not give is not promised");
            vm.startPrank(alice);
            vm.expectRevert();
            vault.withdraw(most + 1, alice, alice);
            uint256 shares = vault.previewWithdraw(most);
            assertEq(vault.withdraw(most, alice, alice), shares, state.name);
            vm.stopPrank();
            assertEq(LST.balanceOf(alice), most, "no silent partial payment");
            assertEq(vault.balanceOf(alice), ALICES - shares, "no shares burnt for what was not paid");
            vm.revertToState(before);
        }
    }

    /// @dev An entry goes to idle and asks Aave nothing.
    function test_EntriesAndRedemptionsFromIdleKeepTheirPrice() public {
        for (uint256 i; i < STATES; ++i) {
            uint256 before = vm.snapshotState();
            uint256 alices = _owned(alice);
            State memory state = _strike(i);
            _enter(eve, 50e18);
            _leave(eve, false);
            assertLe(_worth(eve), 50e18, state.name);
            assertGe(_owned(alice) + ROUNDING, alices, state.name);
            vm.revertToState(before);
        }
    }

    function test_RiskIsLoweredWhereAaveTakesARepayment() public {
        for (uint256 i; i < STATES; ++i) {
            uint256 before = vm.snapshotState();
            State memory state = _strike(i);
            (, uint256 debt) = loop.position();
            IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
            actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Manage, address(loop), 0, _down(debt / 10, NO_BOUND));
            IVaultTypes.BatchTerms memory terms =
                IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), bytes32(0));
            if (!state.retreat) vm.expectRevert();
            vm.prank(keeper);
            vault.rebalance(actions, terms);
            (, uint256 left) = loop.position();
            assertEq(left < debt, state.retreat, state.name);
            vm.revertToState(before);
        }
    }

    /// @dev One stuck strategy does not hold up the rest: the leaver gets his slice of idle, and his own minimum decides whether that is enough.
    function test_AnExitPaysWhatItCanAndKeepsTheMinimum() public {
        for (uint256 i; i < STATES; ++i) {
            uint256 before = vm.snapshotState();
            uint256 fair = vault.previewRedeem(100e18);
            State memory state = _strike(i);
            uint256 others = _owned(alice) * 9 / 10;
            vm.prank(alice);
            if (!state.retreat) vm.expectPartialRevert(IVaultTypes.ReceivedUnderMinimum.selector);
            vault.exit(100e18, fair * 98 / 100, alice);
            assertGe(_owned(alice) + ROUNDING, others, state.name);
            vm.revertToState(before);
        }
    }

    /// @dev A griefer borrows everything out in the block of a leave: it costs him, and once it is back everything can be had again.
    function test_BorrowingEverythingOutOnlyDelays() public {
        uint256 most = vault.maxWithdraw(alice);
        uint256 before = vm.snapshotState();
        _drainLst(0);
        assertEq(vault.maxWithdraw(alice), vault.idle());
        vm.revertToState(before);
        assertEq(vault.maxWithdraw(alice), most);
    }
}
