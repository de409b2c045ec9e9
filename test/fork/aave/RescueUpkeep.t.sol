// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRescueUpkeep} from "contracts/interfaces/IRescueUpkeep.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice A network of keepers sees what is due and has it done; what it says of its own accord changes nothing.
contract RescueUpkeepTest is AaveLoopTest {
    IRescueUpkeep internal upkeep;
    address internal node = makeAddr("node");

    function setUp() public override {
        super.setUp();
        _depositAndDeploy(100e18, _up(_debtFor(100e18, 500), 0));
        upkeep = IRescueUpkeep(vm.deployCode("RescueUpkeep.sol:RescueUpkeep", abi.encode(address(vault))));
    }

    function test_NothingIsDueWhileTheLoopIsSound() public view {
        (bool due, address strategy) = upkeep.check();
        assertFalse(due);
        assertEq(strategy, address(0));
        (bool needed,) = upkeep.checkUpkeep("");
        assertFalse(needed);
    }

    function test_WhatIsDueIsDoneAndPaid() public {
        _setLenderPrice(address(LST), (loop.rescueTriggerWad() - 0.001e18) * BPS / loop.healthFactorWad());
        (bool needed, bytes memory performData) = upkeep.checkUpkeep("");
        assertTrue(needed);
        assertEq(abi.decode(performData, (address)), address(loop));
        vm.prank(node);
        upkeep.performUpkeep(performData);
        assertGt(LST.balanceOf(node), 0);
        (needed,) = upkeep.checkUpkeep("");
        assertFalse(needed);
    }

    function test_UnderTheFloorItIsDueOnceTheKeeperIsSilent() public {
        uint256 bps = (loop.healthFloorWad() - 0.002e18) * BPS / loop.healthFactorWad();
        _setLenderPrice(address(LST), bps);
        (bool due,) = upkeep.check();
        assertFalse(due);
        skip(1 days + 1);
        (due,) = upkeep.check();
        assertTrue(due);
    }

    function test_AnIsolatedOrUnansweringStrategyIsNeverDue() public {
        _setLenderPrice(address(LST), 8_600);
        vm.mockCallRevert(address(loop), abi.encodeWithSignature("rescueState()"), bytes("broken"));
        (bool due,) = upkeep.check();
        assertFalse(due);
        vm.clearMockedCalls();
        _setLenderPrice(address(LST), 8_600);
        (due,) = upkeep.check();
        assertTrue(due);
        vm.mockCallRevert(address(loop), abi.encodeWithSignature("exposure(uint256)"), bytes("broken"));
        vault.isolate(address(loop), 0);
        (due,) = upkeep.check();
        assertFalse(due);
    }

    function test_RevertWhen_WhatIsAskedForIsNotDue() public {
        vm.expectPartialRevert(IVaultTypes.RescueNotDue.selector);
        upkeep.performUpkeep(abi.encode(address(loop)));
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, stranger));
        upkeep.performUpkeep(abi.encode(stranger));
    }
}
