// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IVaultGovernance} from "contracts/interfaces/IVaultGovernance.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {OracleDouble} from "test/support/OracleDouble.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The delays that the manager puts before what raises risk, and the settings behind them.
contract RolesTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        strategy = _addStrategy(5e18);
    }

    function test_TheDeployerKeepsNoPower() public {
        (bool isAdmin,) = manager.hasRole(manager.ADMIN_ROLE(), address(this));
        assertFalse(isAdmin);
        vm.expectRevert();
        manager.grantRole(Roles.KEEPER, eve, 0);
    }

    function test_ADelayedCuratorWaitsBeforeACapRises() public {
        vm.prank(owner);
        manager.grantRole(Roles.CURATOR, bob, 2 days);
        bytes memory call = abi.encodeCall(IVaultGovernance.raiseCap, (address(strategy), 6e18));

        vm.prank(bob);
        vm.expectPartialRevert(IAccessManager.AccessManagerNotScheduled.selector);
        vault.raiseCap(address(strategy), 6e18);

        vm.prank(bob);
        (bytes32 id,) = manager.schedule(address(vault), call, 0);
        skip(2 days - 1);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        vault.raiseCap(address(strategy), 6e18);

        skip(1);
        vm.prank(bob);
        vault.raiseCap(address(strategy), 6e18);
        assertEq(vault.strategyConfig(address(strategy)).capAssets, 6e18);

        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        vault.raiseCap(address(strategy), 6e18);
    }

    function test_AGuardianCancelsWhatTheCuratorScheduled() public {
        vm.startPrank(owner);
        manager.setRoleGuardian(Roles.CURATOR, Roles.GUARDIAN);
        manager.grantRole(Roles.CURATOR, bob, 2 days);
        vm.stopPrank();
        bytes memory call = abi.encodeCall(IVaultGovernance.setMaxKeeperSilence, (2 days));
        vm.prank(bob);
        (bytes32 id,) = manager.schedule(address(vault), call, 0);
        vm.prank(guardian);
        manager.cancel(bob, address(vault), call);

        skip(3 days);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        vault.setMaxKeeperSilence(2 days);
    }

    function test_SettingsBindFromTheirFirstSecondAndSaySo() public {
        OracleDouble other = new OracleDouble(PAR);
        vm.startPrank(curator);
        vm.expectEmit(address(vault));
        emit IVaultTypes.OracleSet(address(other));
        vault.setOracle(address(other));
        vm.expectEmit(address(vault));
        emit IVaultTypes.MaxGainRateSet(0.2e18);
        vault.setMaxGainRate(0.2e18);
        vm.expectEmit(address(vault));
        emit IVaultTypes.MaxStalenessSet(2 hours);
        vault.setMaxStaleness(2 hours);
        vm.expectEmit(address(vault));
        emit IVaultTypes.MaxKeeperSilenceSet(2 hours);
        vault.setMaxKeeperSilence(2 hours);
        vm.stopPrank();

        assertEq(address(vault.oracle()), address(other));
        assertEq(vault.maxGainRateWad(), 0.2e18);
        assertEq(vault.maxStaleness(), 2 hours);
        assertEq(vault.maxKeeperSilence(), 2 hours);
    }

    function test_RevertWhen_ASettingLiesOutsideItsRange() public {
        vm.startPrank(curator);
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "maxGainRateWad", 1e18 + 1, 0, 1e18)
        );
        vault.setMaxGainRate(1e18 + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "maxStaleness", 1 days + 1, 0, 1 days)
        );
        vault.setMaxStaleness(1 days + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IVaultTypes.SettingOutOfRange.selector, "maxKeeperSilence", 7 days + 1, 1 hours, 7 days
            )
        );
        vault.setMaxKeeperSilence(7 days + 1);
        vm.stopPrank();
    }

    function test_TimeBeforeANewGainRateCountsAtTheOldOne() public {
        _deposit(alice, 100e18 - SEED);
        _deploy(strategy, 5e18);
        strategy.gain(10e18);
        skip(36.5 days);
        vm.prank(curator);
        vault.setMaxGainRate(1e18);
        assertEq(vault.totalAssets(), 101e18);
    }

    function test_RevertWhen_TheOracleHasNoCode() public {
        vm.expectRevert();
        vm.prank(curator);
        vault.setOracle(eve);
    }
}
