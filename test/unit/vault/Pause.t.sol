// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {RescuableDouble} from "test/support/RescuableDouble.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The guardian pauses what adds risk, never what takes it away, and the curator alone ends a pause.
contract PauseTest is VaultFixture {
    uint8 private constant DEPOSITS = 1;
    uint8 private constant RISK_UP = 2;
    RescuableDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = new RescuableDouble(address(vault), address(lst));
        vm.prank(curator);
        vault.addStrategy(address(strategy), type(uint128).max);
        _lever(strategy, 50e18, 3);
    }

    function _pause(uint8 flags) private {
        vm.prank(guardian);
        vault.pause(flags);
    }

    function _unpause(uint8 flags) private {
        vm.prank(curator);
        vault.unpause(flags);
    }

    function test_PausedDepositsAreRefusedEachWay() public {
        _pause(DEPOSITS);
        assertEq(vault.maxDeposit(bob), 0);
        assertEq(vault.maxMint(bob), 0);
        _fund(bob, 10e18);
        bytes memory noDeposit = abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxDeposit.selector, bob, 1e18, 0);
        bytes memory noMint = abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxMint.selector, bob, 1e18, 0);
        vm.startPrank(bob);
        vm.expectRevert(noDeposit);
        vault.deposit(1e18, bob);
        vm.expectRevert(noDeposit);
        vault.deposit(1e18, bob, 0);
        vm.expectRevert(noMint);
        vault.mint(1e18, bob);
        vm.expectRevert(noMint);
        vault.mint(1e18, bob, 2e18);
        vm.stopPrank();
        _unpause(DEPOSITS);
        assertEq(_deposit(bob, 1e18), 1e18);
    }

    function test_PausedDepositsStopNoBatch() public {
        _pause(DEPOSITS);
        _deploy(strategy, 1e18);
    }

    function test_PausedRiskStopsNoDeposit() public {
        _pause(RISK_UP);
        assertEq(_deposit(bob, 1e18), 1e18);
    }

    function test_RevertWhen_ABatchRaisesRiskWhileThatIsPaused() public {
        _pause(RISK_UP);
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.Paused.selector, RISK_UP);
        bytes memory more = abi.encodeCall(StrategyDouble.leverUp, (1e18, 1.2e18));
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Manage, strategy, 0, more)), reason);
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Free, strategy, 20e18, "")), reason);
        _unpause(RISK_UP);
        _deploy(strategy, 1e18);
    }

    function test_NoPauseStopsALeave() public {
        _pause(DEPOSITS | RISK_UP);
        assertGt(_redeem(alice, 10e18), 0);
        vm.startPrank(alice);
        assertGt(vault.withdraw(5e18, alice, alice), 0);
        assertGt(vault.exit(10e18, 0, alice), 0);
        vault.transfer(bob, 1e18);
        vm.stopPrank();
        vault.sync();
    }

    function test_NoPauseStopsABatchThatLowersRisk() public {
        _pause(DEPOSITS | RISK_UP);
        _rebalance(
            _action(
                IVaultTypes.ActionKind.Manage,
                strategy,
                0,
                abi.encodeWithSignature("leverDown(uint256,uint256)", 20e18, 24e18)
            )
        );
        assertEq(strategy.lst(), 130e18);
    }

    function test_NoPauseStopsARescue() public {
        _pause(DEPOSITS | RISK_UP);
        strategy.setRescueState(IRescuable.RescueState.UnderTrigger);
        strategy.setSale(10e18, 12e18);
        vm.prank(eve);
        assertGt(vault.rescue(address(strategy), eve), 0);
    }

    function test_PausesAddUpAndEndOneByOne() public {
        vm.expectEmit(address(vault));
        emit IVaultTypes.PausedSet(DEPOSITS);
        _pause(DEPOSITS);
        vm.expectEmit(address(vault));
        emit IVaultTypes.PausedSet(DEPOSITS | RISK_UP);
        _pause(RISK_UP);
        assertEq(vault.paused(), DEPOSITS | RISK_UP);
        vm.expectEmit(address(vault));
        emit IVaultTypes.PausedSet(RISK_UP);
        _unpause(DEPOSITS);
        assertEq(vault.paused(), RISK_UP);
        _pause(RISK_UP);
        assertEq(vault.paused(), RISK_UP, "a pause is no switch");
    }

    function test_RevertWhen_TheGuardianWouldEndAPauseOrTheCuratorBeginOne() public {
        _pause(DEPOSITS);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian));
        vm.prank(guardian);
        vault.unpause(DEPOSITS);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, curator));
        vm.prank(curator);
        vault.pause(RISK_UP);
        assertEq(vault.paused(), DEPOSITS);
    }

    function test_RevertWhen_AFlagIsUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "flags", 4, 0, 3));
        _pause(4);
    }
}
