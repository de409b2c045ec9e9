// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {OracleDouble} from "test/support/OracleDouble.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";
import {VaultRoles} from "test/support/VaultRoles.sol";

/// @notice The table of who may call what, each cell tried.
contract RoleMatrixTest is VaultFixture {
    struct Row {
        bytes call;
        address allowed;
    }

    bytes32 private id = RiskIds.pool(address(0xC));
    StrategyDouble private strategy;
    StrategyDouble private silent;
    Row[] private rows;

    function setUp() public override {
        super.setUp();
        strategy = _addStrategy(5e18);
        silent = _addStrategy(5e18);
        vm.prank(curator);
        vault.raiseRiskCap(id, 5e18, 5_000);
        vm.prank(guardian);
        vault.pause(1);
        _curatorRows();
        _otherRows();
    }

    function _row(address allowed, bytes memory call) private {
        rows.push(Row(call, allowed));
    }

    function _curatorRows() private {
        address s = address(strategy);
        _row(curator, abi.encodeCall(vault.addStrategy, (address(_newStrategy()), 1e18)));
        _row(curator, abi.encodeCall(vault.removeStrategy, (s)));
        _row(curator, abi.encodeCall(vault.writeOffStrategy, (s)));
        _row(curator, abi.encodeCall(vault.raiseCap, (s, 6e18)));
        _row(curator, abi.encodeCall(vault.raiseRiskCap, (id, 6e18, 6_000)));
        _row(curator, abi.encodeCall(vault.unpause, (1)));
        _row(curator, abi.encodeCall(vault.reinstateKeeper, (keeper)));
        _row(curator, abi.encodeCall(vault.acknowledgeLoss, ()));
        IVaultTypes.LossBudgetTerms memory terms = IVaultTypes.LossBudgetTerms(10, 1 days);
        _row(curator, abi.encodeCall(vault.setLossBudgets, (terms, terms)));
        _row(curator, abi.encodeCall(vault.setFees, (IVaultTypes.FeeTerms(eve, 1, 1))));
        _row(curator, abi.encodeCall(vault.setOracle, (address(new OracleDouble(PAR)))));
        _row(curator, abi.encodeCall(vault.setMaxGainRate, (0.2e18)));
        _row(curator, abi.encodeCall(vault.setMaxStaleness, (2 hours)));
        _row(curator, abi.encodeCall(vault.setMaxKeeperSilence, (2 hours)));
    }

    function _otherRows() private {
        address s = address(strategy);
        _row(guardian, abi.encodeCall(vault.lowerCap, (s, 4e18)));
        _row(guardian, abi.encodeCall(vault.lowerRiskCap, (id, 4e18, 4_000)));
        _row(guardian, abi.encodeCall(vault.pause, (2)));
        _row(guardian, abi.encodeCall(vault.revokeKeeper, (keeper)));
        _row(guardian, abi.encodeCall(vault.isolate, (address(silent), 100)));
        _row(
            keeper,
            abi.encodeCall(
                vault.rebalance, (_batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 1e15, "")), _terms())
            )
        );
        _row(owner, abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (_deployImplementation(), "")));
    }

    function test_EachGatedFunctionServesItsRoleAndNobodyElse() public {
        address[7] memory callers = [owner, curator, keeper, guardian, alice, address(vault), address(manager)];
        for (uint256 i; i < rows.length; ++i) {
            for (uint256 j; j < callers.length; ++j) {
                uint256 before = vm.snapshotState();
                if (bytes4(rows[i].call) == vault.isolate.selector) {
                    silent.setMode(StrategyDouble.Mode.RevertOnExposure);
                }
                vm.prank(callers[j]);
                (bool ok, bytes memory answer) = address(vault).call(rows[i].call);
                assertEq(ok, callers[j] == rows[i].allowed, vm.toString(rows[i].call));
                if (!ok) {
                    assertEq(
                        answer, abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[j])
                    );
                }
                vm.revertToState(before);
            }
        }
    }

    function test_TheTableNamesEachGatedFunctionOnce() public view {
        bytes4[][4] memory lists = [
            VaultRoles.curatorFunctions(),
            VaultRoles.guardianFunctions(),
            VaultRoles.keeperFunctions(),
            VaultRoles.upgraderFunctions()
        ];
        address[4] memory allowed = [curator, guardian, keeper, owner];
        uint256 count;
        for (uint256 i; i < 4; ++i) {
            for (uint256 j; j < lists[i].length; ++j) {
                assertEq(_rowsOf(lists[i][j], allowed[i]), 1, vm.toString(bytes32(lists[i][j])));
                ++count;
            }
        }
        assertEq(rows.length, count);
    }

    function _rowsOf(bytes4 selector, address allowed) private view returns (uint256 count) {
        for (uint256 i; i < rows.length; ++i) {
            if (bytes4(rows[i].call) == selector && rows[i].allowed == allowed) ++count;
        }
    }

    function test_NoRoleIsAnyOthers() public view {
        address[4] memory holders = [curator, keeper, guardian, owner];
        uint64[4] memory roles = [Roles.CURATOR, Roles.KEEPER, Roles.GUARDIAN, Roles.UPGRADER];
        for (uint256 i; i < 4; ++i) {
            for (uint256 j; j < 4; ++j) {
                (bool isMember,) = manager.hasRole(roles[j], holders[i]);
                assertEq(isMember, i == j);
            }
        }
    }

    function test_NobodyGrantsHimselfARole() public {
        address[4] memory others = [curator, keeper, guardian, eve];
        for (uint256 i; i < others.length; ++i) {
            for (uint64 role; role <= Roles.UPGRADER; ++role) {
                vm.expectRevert();
                vm.prank(others[i]);
                manager.grantRole(role, others[i], 0);
            }
            vm.expectRevert();
            vm.prank(others[i]);
            manager.setTargetFunctionRole(address(vault), VaultRoles.curatorFunctions(), Roles.KEEPER);
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            vault.setAuthority(others[i]);
        }
    }

    function test_WhoeverLosesHisRoleLosesItAtOnce() public {
        vm.prank(owner);
        manager.revokeRole(Roles.CURATOR, curator);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, curator));
        vm.prank(curator);
        vault.raiseCap(address(strategy), 6e18);
    }
}
