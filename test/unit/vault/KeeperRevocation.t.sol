// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {Roles} from "contracts/libraries/Roles.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The guardian bars a keeper at once, whatever role he has; the curator lets him back.
contract KeeperRevocationTest is VaultFixture {
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
    }

    function _deployBatch() private view returns (IVaultTypes.Action[] memory) {
        return _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 1e18, ""));
    }

    function _revoke(address who) private {
        vm.prank(guardian);
        vault.revokeKeeper(who);
    }

    function test_RevertWhen_ARevokedKeeperRunsABatch() public {
        vm.expectEmit(address(vault));
        emit IVaultTypes.KeeperRevoked(keeper);
        _revoke(keeper);
        assertTrue(vault.isKeeperRevoked(keeper));
        _expectBatchReverts(_deployBatch(), abi.encodeWithSelector(IVaultTypes.KeeperIsRevoked.selector, keeper));
    }

    function test_AnotherKeeperGoesOn() public {
        vm.prank(owner);
        manager.grantRole(Roles.KEEPER, bob, 0);
        _revoke(keeper);
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.prank(bob);
        vault.rebalance(_deployBatch(), terms);
        assertEq(strategy.lst(), 1e18);
    }

    function test_TheRoleGrantedAnewDoesNotBringHimBack() public {
        _revoke(keeper);
        vm.startPrank(owner);
        manager.revokeRole(Roles.KEEPER, keeper);
        manager.grantRole(Roles.KEEPER, keeper, 0);
        vm.stopPrank();
        _expectBatchReverts(_deployBatch(), abi.encodeWithSelector(IVaultTypes.KeeperIsRevoked.selector, keeper));
    }

    /// @dev The manager forwards calls of whoever has the role, in its own name.
    function test_TheManagerCarriesNoBatchForHim() public {
        _revoke(keeper);
        bytes memory call = abi.encodeCall(vault.rebalance, (_deployBatch(), _terms()));
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.BatchForwarded.selector, address(manager)));
        vm.prank(keeper);
        manager.execute(address(vault), call);
        assertEq(strategy.lst(), 0);
    }

    function test_TheCuratorReinstatesHim() public {
        _revoke(keeper);
        vm.expectEmit(address(vault));
        emit IVaultTypes.KeeperReinstated(keeper);
        vm.prank(curator);
        vault.reinstateKeeper(keeper);
        assertFalse(vault.isKeeperRevoked(keeper));
        _deploy(strategy, 1e18);
    }

    function test_ReinstatingGivesNobodyTheRole() public {
        vm.prank(curator);
        vault.reinstateKeeper(eve);
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert();
        vm.prank(eve);
        vault.rebalance(_deployBatch(), terms);
    }

    function test_NobodyNeedsToBeAKeeperToBeRevoked() public {
        _revoke(eve);
        vm.prank(owner);
        manager.grantRole(Roles.KEEPER, eve, 0);
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.KeeperIsRevoked.selector, eve));
        vm.prank(eve);
        vault.rebalance(_deployBatch(), terms);
    }
}
