// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IVaultGovernance} from "contracts/interfaces/IVaultGovernance.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";
import {VaultRoles} from "test/support/VaultRoles.sol";

/// @notice Delay bypass: the curator, whose keys were stolen, wants a change sooner than his delay allows, by whatever way the manager has.
contract DelayBypassTest is VaultFixture {
    uint32 private constant DELAY = 2 days;
    StrategyDouble private strategy;
    bytes private raise;

    function setUp() public override {
        super.setUp();
        strategy = _addStrategy(5e18);
        raise = abi.encodeCall(IVaultGovernance.raiseCap, (address(strategy), 6e18));
        vm.startPrank(owner);
        manager.setRoleGuardian(Roles.CURATOR, Roles.GUARDIAN);
        manager.setRoleGuardian(Roles.UPGRADER, Roles.GUARDIAN);
        // Raising an execution delay binds at once; the fixture's curator had none.
        manager.grantRole(Roles.CURATOR, curator, DELAY);
        vm.stopPrank();
    }

    function _cap() private view returns (uint256) {
        return vault.strategyConfig(address(strategy)).capAssets;
    }

    function _schedule(uint48 when) private returns (bytes32 id) {
        vm.prank(curator);
        (id,) = manager.schedule(address(vault), raise, when);
    }

    /// @dev Directly or through the manager.
    function _tryRaise(bool throughManager) private returns (bool ok) {
        vm.prank(curator);
        if (throughManager) {
            (ok,) = address(manager).call(abi.encodeCall(manager.execute, (address(vault), raise)));
        } else {
            (ok,) = address(vault).call(raise);
        }
        assertEq(_cap() != 5e18, ok);
    }

    function test_NotBeforeItIsScheduledNorASecondTooEarly() public {
        assertFalse(_tryRaise(false));
        assertFalse(_tryRaise(true));
        _schedule(0);
        skip(DELAY - 1);
        assertFalse(_tryRaise(false));
        assertFalse(_tryRaise(true));
        skip(1);
        assertTrue(_tryRaise(true));
    }

    function test_NotForAnEarlierTimeThanTheDelay() public {
        vm.prank(curator);
        vm.expectPartialRevert(IAccessManager.AccessManagerUnauthorizedCall.selector);
        manager.schedule(address(vault), raise, uint48(block.timestamp + DELAY - 1));
    }

    function test_NotAfterTheGuardianHasCancelled() public {
        _schedule(0);
        skip(DELAY);
        vm.prank(guardian);
        manager.cancel(curator, address(vault), raise);
        assertFalse(_tryRaise(false));
        assertFalse(_tryRaise(true));
        // Scheduled anew it waits anew.
        _schedule(0);
        assertFalse(_tryRaise(false));
    }

    function test_NotTwiceForOneWait() public {
        _schedule(0);
        skip(DELAY);
        assertTrue(_tryRaise(false));
        vm.prank(guardian);
        vault.lowerCap(address(strategy), 5e18);
        assertFalse(_tryRaise(false));
        assertFalse(_tryRaise(true));
    }

    /// @dev The same calldata scheduled again while the first waits; were it taken, the guardian would cancel one of two.
    function test_NotBySchedulingTheSameCalldataTwice() public {
        bytes32 id = _schedule(0);
        vm.prank(curator);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerAlreadyScheduled.selector, id));
        manager.schedule(address(vault), raise, 0);
    }

    function test_NotWithOtherArgumentsThanWereScheduled() public {
        _schedule(0);
        skip(DELAY);
        vm.expectPartialRevert(IAccessManager.AccessManagerNotScheduled.selector);
        vm.prank(curator);
        vault.raiseCap(address(strategy), 7e18);
    }

    function test_NotOnceItHasExpired() public {
        _schedule(0);
        skip(DELAY + manager.expiration());
        assertFalse(_tryRaise(false));
        assertFalse(_tryRaise(true));
    }

    /// @dev Another curator, without a schedule of his own, and a stranger cannot ride on it.
    function test_NotOnSomebodyElsesSchedule() public {
        vm.prank(owner);
        manager.grantRole(Roles.CURATOR, bob, DELAY);
        _schedule(0);
        skip(DELAY);
        address[3] memory others = [bob, eve, guardian];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert();
            vm.prank(others[i]);
            vault.raiseCap(address(strategy), 6e18);
            vm.expectRevert();
            vm.prank(others[i]);
            manager.execute(address(vault), raise);
        }
    }

    /// @dev The delay itself is lowered after the operation was scheduled, and before: neither shortens a wait that has begun.
    function test_NotByLoweringTheDelay() public {
        _schedule(0);
        vm.prank(owner);
        manager.grantRole(Roles.CURATOR, curator, 0);
        // Lowering takes effect after what it lowers by, hence no sooner than the schedule.
        skip(DELAY - 1);
        assertFalse(_tryRaise(false));
        skip(1);
        assertTrue(_tryRaise(false));
    }

    /// @dev Nor by losing the role and getting it back, since only the owner gives it; and who lost it meanwhile executes nothing.
    function test_NotWithARoleThatWasTakenMeanwhile() public {
        _schedule(0);
        vm.prank(owner);
        manager.revokeRole(Roles.CURATOR, curator);
        skip(DELAY);
        assertFalse(_tryRaise(false));
        assertFalse(_tryRaise(true));
    }

    function test_NotByAMulticallOfScheduleAndExecute() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(manager.schedule, (address(vault), raise, 0));
        calls[1] = abi.encodeCall(manager.execute, (address(vault), raise));
        vm.expectPartialRevert(IAccessManager.AccessManagerNotReady.selector);
        vm.prank(curator);
        manager.multicall(calls);
        assertEq(_cap(), 5e18);
    }

    /// @dev The guardian's table is there at once, whatever waits.
    function test_WhatLowersRiskWaitsForNothing() public {
        _schedule(0);
        vm.startPrank(guardian);
        vault.lowerCap(address(strategy), 1e18);
        vault.pause(3);
        vault.revokeKeeper(keeper);
        vm.stopPrank();
        assertEq(_cap(), 1e18);
    }

    /// @dev Whatever curator and guardian do, in any order and at any time: no value of the curator's changes before its earliest time.
    /// forge-config: default.fuzz.runs = 128
    function testFuzz_NoSettingChangesBeforeItsEarliestTime(uint256[24] memory moves) public {
        uint256 earliest = type(uint256).max;
        for (uint256 i; i < moves.length; ++i) {
            uint256 move = moves[i] % 5;
            if (move == 0) skip(bound(moves[i] >> 8, 1, DELAY));
            if (move == 1) {
                vm.prank(curator);
                (bool ok,) = address(manager).call(abi.encodeCall(manager.schedule, (address(vault), raise, 0)));
                if (ok) earliest = block.timestamp + DELAY;
            }
            if (move == 2) {
                vm.prank(guardian);
                (bool ok,) = address(manager).call(abi.encodeCall(manager.cancel, (curator, address(vault), raise)));
                if (ok) earliest = type(uint256).max;
            }
            if (move > 2 && _cap() == 5e18) {
                bool done = _tryRaise(move == 3);
                bool due = earliest != type(uint256).max && block.timestamp >= earliest
                    && block.timestamp < earliest + manager.expiration();
                assertEq(done, due, "changed out of its time, or not in it");
                if (done) {
                    vm.prank(guardian);
                    vault.lowerCap(address(strategy), 5e18);
                    earliest = type(uint256).max;
                }
            }
        }
    }

    /// @dev Each function of curator and upgrader waits; each of guardian and keeper does not.
    function test_EachFunctionThatRaisesRiskIsDelayed() public {
        vm.prank(owner);
        manager.grantRole(Roles.UPGRADER, owner, DELAY);
        _assertDelays(curator, VaultRoles.curatorFunctions(), DELAY);
        _assertDelays(owner, VaultRoles.upgraderFunctions(), DELAY);
        _assertDelays(guardian, VaultRoles.guardianFunctions(), 0);
        _assertDelays(keeper, VaultRoles.keeperFunctions(), 0);
    }

    function _assertDelays(address caller, bytes4[] memory list, uint32 expected) private view {
        for (uint256 i; i < list.length; ++i) {
            (bool immediate, uint32 delay) = manager.canCall(caller, address(vault), list[i]);
            assertEq(immediate, expected == 0, vm.toString(bytes32(list[i])));
            assertEq(delay, expected, vm.toString(bytes32(list[i])));
        }
    }
}
