// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {Selectors} from "test/support/Selectors.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";
import {VaultRoles} from "test/support/VaultRoles.sol";

/// @notice Role escalation: every function in the vault's code against every role, and every way to come by a role.
contract RoleEscalationTest is VaultFixture {
    mapping(bytes4 selector => address) private _holderOf;
    address[6] private callers;

    function setUp() public override {
        super.setUp();
        callers = [owner, curator, keeper, guardian, eve, address(manager)];
        _name(VaultRoles.curatorFunctions(), curator);
        _name(VaultRoles.guardianFunctions(), guardian);
        _name(VaultRoles.keeperFunctions(), keeper);
        _name(VaultRoles.upgraderFunctions(), owner);
        // The manager alone changes who the manager is.
        _holderOf[IAccessManaged.setAuthority.selector] = address(manager);
    }

    function _name(bytes4[] memory list, address holder) private {
        for (uint256 i; i < list.length; ++i) {
            _holderOf[list[i]] = holder;
        }
    }

    /// @dev The matrix: what the three parts' code answers to, read from the code, against each caller. Closed to him if and only if the table above
    /// names somebody else.
    function test_EveryFunctionAgainstEveryRole() public {
        uint256 gated;
        address[3] memory parts;
        parts[2] = vm.deployCode("VaultGovernance.sol:VaultGovernance");
        parts[1] = vm.deployCode("VaultOperations.sol:VaultOperations", abi.encode(parts[2]));
        parts[0] = vm.deployCode("LstVault.sol:LstVault", abi.encode(parts[1]));
        for (uint256 i; i < parts.length; ++i) {
            bytes4[] memory found = Selectors.dispatched(parts[i].code);
            for (uint256 j; j < found.length; ++j) {
                if (_holderOf[found[j]] != address(0)) ++gated;
                for (uint256 k; k < callers.length; ++k) {
                    _assertCell(found[j], callers[k]);
                }
            }
        }
        assertEq(gated, 21 + 3, "the functions of the roles, and the manager's own in each part");
    }

    /// @dev Arguments are zeros, which all of them decode.
    function _assertCell(bytes4 selector, address caller) private {
        uint256 before = vm.snapshotState();
        vm.prank(caller);
        (bool ok, bytes memory answer) = address(vault).call(bytes.concat(selector, new bytes(1_024)));
        bool refused = !ok && bytes4(answer) == IAccessManaged.AccessManagedUnauthorized.selector;
        address holder = _holderOf[selector];
        string memory cell = string.concat(vm.toString(bytes32(selector)), " by ", vm.toString(caller));
        assertEq(refused, holder != address(0) && holder != caller, cell);
        vm.revertToState(before);
    }

    /* WAYS TO COME BY A ROLE */

    function test_NobodyButTheOwnerChangesRoles() public {
        bytes4[] memory keepers = VaultRoles.keeperFunctions();
        bytes[] memory calls = new bytes[](11);
        calls[0] = abi.encodeCall(manager.grantRole, (Roles.UPGRADER, eve, 0));
        calls[1] = abi.encodeCall(manager.grantRole, (uint64(0), eve, 0));
        calls[2] = abi.encodeCall(manager.revokeRole, (Roles.GUARDIAN, guardian));
        calls[3] = abi.encodeCall(manager.setRoleAdmin, (Roles.CURATOR, Roles.KEEPER));
        calls[4] = abi.encodeCall(manager.setRoleGuardian, (Roles.CURATOR, Roles.CURATOR));
        calls[5] = abi.encodeCall(manager.setGrantDelay, (Roles.CURATOR, 0));
        calls[6] = abi.encodeCall(manager.setTargetAdminDelay, (address(vault), 0));
        calls[7] = abi.encodeCall(manager.setTargetFunctionRole, (address(vault), keepers, type(uint64).max));
        calls[8] = abi.encodeCall(manager.setTargetClosed, (address(vault), true));
        calls[9] = abi.encodeCall(manager.updateAuthority, (address(vault), eve));
        calls[10] = abi.encodeCall(manager.labelRole, (Roles.KEEPER, "owner"));
        address[4] memory thieves = [curator, keeper, guardian, eve];
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 j; j < thieves.length; ++j) {
                vm.startPrank(thieves[j]);
                (bool ok,) = address(manager).call(calls[i]);
                assertFalse(ok, vm.toString(calls[i]));
                (ok,) = address(manager).call(abi.encodeCall(manager.execute, (address(manager), calls[i])));
                assertFalse(ok, vm.toString(calls[i]));
                bytes[] memory one = new bytes[](1);
                one[0] = calls[i];
                (ok,) = address(manager).call(abi.encodeCall(manager.multicall, (one)));
                assertFalse(ok, vm.toString(calls[i]));
                (ok,) = address(manager).call(abi.encodeCall(manager.schedule, (address(manager), calls[i], 0)));
                assertFalse(ok, vm.toString(calls[i]));
                vm.stopPrank();
            }
        }
    }

    /// @dev Roles are in no chain: the holder of one has no say over it, and none is its own admin.
    function test_NoRoleGrantsItself() public view {
        for (uint64 role = Roles.CURATOR; role <= Roles.UPGRADER; ++role) {
            assertEq(manager.getRoleAdmin(role), manager.ADMIN_ROLE());
        }
    }

    function test_NobodyRenouncesForAnother() public {
        address[4] memory thieves = [curator, keeper, guardian, eve];
        for (uint256 i; i < thieves.length; ++i) {
            vm.expectRevert(IAccessManager.AccessManagerBadConfirmation.selector);
            vm.prank(thieves[i]);
            manager.renounceRole(Roles.GUARDIAN, i == 2 ? curator : guardian);
        }
    }

    /// @dev A guardian who cancels, a curator who holds both: two roles are two roles and no third.
    function test_TwoRolesAreNoThird() public {
        vm.startPrank(owner);
        manager.grantRole(Roles.GUARDIAN, curator, 0);
        manager.grantRole(Roles.KEEPER, curator, 0);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, curator));
        vm.prank(curator);
        vault.upgradeToAndCall(address(1), "");
    }

    /// @dev Where the owner is lost, his powers are nobody's, and the others' go on.
    function test_ALostOwnerIsNobodysGain() public {
        vm.startPrank(owner);
        manager.renounceRole(manager.ADMIN_ROLE(), owner);
        vm.expectRevert();
        manager.grantRole(Roles.KEEPER, eve, 0);
        vm.stopPrank();
        test_NobodyButTheOwnerChangesRoles();
        vm.prank(guardian);
        vault.pause(1);
        uint256 shares = 0;
        vm.prank(curator);
        vault.unpause(1);
        shares = _deposit(alice, 1e18);
        assertEq(_redeem(alice, shares), 1e18);
    }
}
