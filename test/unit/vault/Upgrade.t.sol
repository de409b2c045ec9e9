// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A next version that can be told from the present one.
contract NextVersion is UUPSUpgradeable {
    function version() external pure returns (uint256) {
        return 2;
    }

    function _authorizeUpgrade(address) internal override {}
}

contract UpgradeTest is VaultFixture {
    function test_TheUpgraderUpgrades() public {
        NextVersion next = new NextVersion();
        vm.prank(owner);
        vault.upgradeToAndCall(address(next), "");
        assertEq(NextVersion(address(vault)).version(), 2);
    }

    function test_NobodyElseUpgradesNotEvenTheAdmin() public {
        vm.startPrank(owner);
        manager.grantRole(manager.ADMIN_ROLE(), bob, 0);
        vm.stopPrank();
        address[6] memory others = [bob, curator, keeper, guardian, alice, address(manager)];
        NextVersion next = new NextVersion();
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            vault.upgradeToAndCall(address(next), "");
        }
    }

    function test_AnUpgradeWaitsForTheUpgradersDelay() public {
        NextVersion next = new NextVersion();
        vm.prank(owner);
        manager.grantRole(Roles.UPGRADER, bob, 5 days);
        bytes memory call = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (address(next), ""));
        vm.prank(bob);
        vm.expectRevert();
        vault.upgradeToAndCall(address(next), "");

        vm.prank(bob);
        (bytes32 id,) = manager.schedule(address(vault), call, 0);
        skip(5 days - 1);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, id));
        vault.upgradeToAndCall(address(next), "");
        skip(1);
        vm.prank(bob);
        vault.upgradeToAndCall(address(next), "");
        assertEq(NextVersion(address(vault)).version(), 2);
    }

    function test_TheGuardianCancelsAnUpgrade() public {
        NextVersion next = new NextVersion();
        vm.startPrank(owner);
        manager.setRoleGuardian(Roles.UPGRADER, Roles.GUARDIAN);
        manager.grantRole(Roles.UPGRADER, bob, 5 days);
        vm.stopPrank();
        bytes memory call = abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (address(next), ""));
        vm.prank(bob);
        (bytes32 id,) = manager.schedule(address(vault), call, 0);
        vm.prank(guardian);
        manager.cancel(bob, address(vault), call);
        skip(5 days);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, id));
        vm.prank(bob);
        vault.upgradeToAndCall(address(next), "");
    }

    function test_BalancesAndSettingsSurviveAnUpgradeToTheSameCode() public {
        _deposit(alice, 100e18);
        StrategyDouble strategy = _addStrategy(60e18);
        _lever(strategy, 50e18, 4);
        skip(1 hours);
        bytes32 before = _state(strategy);
        address next = _deployImplementation();
        vm.prank(owner);
        vault.upgradeToAndCall(next, "");
        assertEq(_state(strategy), before);
        assertEq(_implementation(), next);
    }

    function test_RevertWhen_TheNewCodeIsNoUpgradeTarget() public {
        vm.expectRevert();
        vm.prank(owner);
        vault.upgradeToAndCall(address(lst), "");
    }

    function test_RevertWhen_TheImplementationItselfIsUpgraded() public {
        address implementation = _implementation();
        NextVersion next = new NextVersion();
        vm.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
        vm.prank(owner);
        UUPSUpgradeable(implementation).upgradeToAndCall(address(next), "");
    }

    function _implementation() private view returns (address) {
        return address(uint160(uint256(vm.load(address(vault), ERC1967Utils.IMPLEMENTATION_SLOT))));
    }

    function _state(StrategyDouble strategy) private view returns (bytes32) {
        (int256 sumLst, int256 sumEth, uint256 syncedAt) = vault.sums();
        (uint256 accrued, uint256 accruedAt) = vault.accrual();
        return keccak256(
            abi.encode(
                abi.encode(vault.balanceOf(alice), vault.totalSupply(), vault.totalAssets(), vault.idle()),
                abi.encode(sumLst, sumEth, syncedAt, accrued, accruedAt),
                abi.encode(vault.strategies(), vault.strategyConfig(address(strategy)), vault.rebalanceNonce()),
                abi.encode(vault.name(), vault.symbol(), vault.asset(), vault.authority(), vault.oracle()),
                abi.encode(
                    vault.maxGainRateWad(), vault.maxStaleness(), vault.maxKeeperSilence(), vault.checkpointRay()
                )
            )
        );
    }
}
