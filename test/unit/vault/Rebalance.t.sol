// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

contract RebalanceTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
    }

    function test_DeployMovesIdleIntoTheStrategy() public {
        vm.expectCall(address(strategy), abi.encodeCall(IStrategy.deploy, (30e18, "")));
        _deploy(strategy, 30e18);
        assertEq(vault.idle(), 70e18 + SEED);
        assertEq(lst.balanceOf(address(strategy)), 30e18);
        assertEq(vault.totalAssets(), 100e18 + SEED);
    }

    function test_DeployHandsTheOperationOn() public {
        _lever(strategy, 30e18, 5);
        assertEq(strategy.lst(), 150e18);
        assertEq(strategy.eth(), -int256(120e18 * PAR / 1e18));
        assertEq(vault.totalAssets(), 100e18 + SEED, "leverage at par changes no value");
    }

    function test_DeployOfNothingCarriesAnOperationAlone() public {
        _deploy(strategy, 30e18);
        _rebalance(
            _action(IVaultTypes.ActionKind.Deploy, strategy, 0, abi.encodeCall(StrategyDouble.leverUp, (10e18, 12e18)))
        );
        assertEq(strategy.lst(), 40e18);
        assertEq(vault.idle(), 70e18 + SEED);
    }

    function test_FreeBringsAssetsBack() public {
        _deploy(strategy, 30e18);
        vm.expectCall(address(strategy), abi.encodeCall(IStrategy.free, (12e18, "")));
        _free(strategy, 12e18);
        assertEq(vault.idle(), 82e18 + SEED);
        assertEq(strategy.lst(), 18e18);
    }

    function test_FreeBooksWhatReallyArrived() public {
        _deploy(strategy, 30e18);
        // Its operation pays 5 more than was asked for.
        _rebalance(
            _action(
                IVaultTypes.ActionKind.Free,
                strategy,
                10e18,
                abi.encodeCall(StrategyDouble.leak, (address(vault), 5e18))
            )
        );
        assertEq(vault.idle(), 85e18 + SEED);
        assertEq(vault.totalAssets(), 100e18 + SEED);
    }

    function test_ManageReshapesWithoutMovingAssets() public {
        _deploy(strategy, 30e18);
        _manage(strategy, abi.encodeCall(StrategyDouble.leverUp, (10e18, 12e18)));
        assertEq(vault.idle(), 70e18 + SEED);
        assertEq(strategy.lst(), 40e18);
        assertEq(strategy.eth(), -12e18);
    }

    function test_SeveralActionsRunInTheirOrder() public {
        StrategyDouble other = _addStrategy();
        _deploy(strategy, 100e18);
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](2);
        actions[0] = _action(IVaultTypes.ActionKind.Free, strategy, 60e18, "");
        actions[1] = _action(IVaultTypes.ActionKind.Deploy, other, 60e18, "");
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.prank(keeper);
        vault.rebalance(actions, terms);
        assertEq(strategy.lst(), 40e18);
        assertEq(other.lst(), 60e18);
        assertEq(vault.idle(), SEED);
    }

    function test_EmitsEachActionAndTheBatch() public {
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectEmit(address(vault));
        emit IVaultTypes.ActionExecuted(terms.nonce, address(strategy), IVaultTypes.ActionKind.Deploy, 30e18, "");
        vm.expectEmit(address(vault));
        emit IVaultTypes.Rebalanced(terms.nonce, terms.decisionHash, 100e18 + SEED, 100e18 + SEED);
        _deploy(strategy, 30e18);
    }

    function test_TheStoredSumsAreThoseAfterTheBatch() public {
        _lever(strategy, 30e18, 2);
        (int256 sumLst, int256 sumEth, uint256 syncedAt) = vault.sums();
        assertEq(sumLst, 60e18);
        assertEq(sumEth, -36e18);
        assertEq(syncedAt, block.timestamp);
    }

    /* THIEVES' PLANS */

    function test_RevertWhen_TheStrategyIsNotListed() public {
        StrategyDouble unlisted = _newStrategy();
        for (uint256 kind; kind < 3; ++kind) {
            IVaultTypes.Action[] memory actions =
                _batch(_action(IVaultTypes.ActionKind(kind), unlisted, kind == 2 ? 0 : 1e18, ""));
            IVaultTypes.BatchTerms memory terms = _terms();
            vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, address(unlisted)));
            vm.prank(keeper);
            vault.rebalance(actions, terms);
        }
    }

    function test_RevertWhen_AnyActionIsOnAnUnlistedStrategy() public {
        StrategyDouble unlisted = _newStrategy();
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](2);
        actions[0] = _action(IVaultTypes.ActionKind.Deploy, strategy, 1e18, "");
        actions[1] = _action(IVaultTypes.ActionKind.Deploy, unlisted, 1e18, "");
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.StrategyNotListed.selector, address(unlisted)));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
        assertEq(strategy.lst(), 0, "nothing of the batch stands");
    }

    function test_RevertWhen_MoreThanIdleIsDeployed() public {
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 101e18, ""));
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.IdleInsufficient.selector, 101e18, 100e18 + SEED));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function test_RevertWhen_DonatedTokensAreDeployed() public {
        lst.mint(address(vault), 50e18);
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 101e18, ""));
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.IdleInsufficient.selector, 101e18, 100e18 + SEED));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function test_RevertWhen_TheStrategyFreesNothing() public {
        _deploy(strategy, 30e18);
        strategy.setMode(StrategyDouble.Mode.KeepAssets);
        _expectFreeReverts(
            10e18, abi.encodeWithSelector(IVaultTypes.FreedTooLittle.selector, address(strategy), 10e18, 0)
        );
    }

    function test_RevertWhen_TheStrategyFreesAWeiTooLittle() public {
        _deploy(strategy, 30e18);
        strategy.setMode(StrategyDouble.Mode.PayShort);
        _expectFreeReverts(
            10e18,
            abi.encodeWithSelector(IVaultTypes.FreedTooLittle.selector, address(strategy), 10e18, 10e18 - 1e9 - 1)
        );
    }

    function test_RevertWhen_TheStrategyReverts() public {
        _deploy(strategy, 30e18);
        strategy.setMode(StrategyDouble.Mode.RevertOnFree);
        _expectFreeReverts(
            10e18, abi.encodeWithSelector(StrategyDouble.ModeRevert.selector, StrategyDouble.Mode.RevertOnFree)
        );
    }

    function _expectFreeReverts(uint256 assets, bytes memory reason) private {
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Free, strategy, assets, ""));
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(reason);
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function test_RevertWhen_ManageNamesAssets() public {
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Manage, strategy, 1, ""));
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ManageMovesNoAssets.selector, 1));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function test_RevertWhen_TheCallerIsNotTheKeeper() public {
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 1e18, ""));
        IVaultTypes.BatchTerms memory terms = _terms();
        address[5] memory others = [owner, curator, guardian, alice, eve];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, others[i]));
            vm.prank(others[i]);
            vault.rebalance(actions, terms);
        }
    }
}
