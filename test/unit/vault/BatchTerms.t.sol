// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A batch is valid once and for a while, so that a twin keeper or a resent transaction cannot run it again.
contract BatchTermsTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
    }

    function test_EveryBatchRaisesTheNonceByOne() public {
        assertEq(vault.rebalanceNonce(), 0);
        _deploy(strategy, 1e18);
        assertEq(vault.rebalanceNonce(), 1);
        _deploy(strategy, 1e18);
        assertEq(vault.rebalanceNonce(), 2);
    }

    function test_RevertWhen_ABatchIsSentTwice() public {
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 10e18, ""));
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.prank(keeper);
        vault.rebalance(actions, terms);

        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.BatchNonceWrong.selector, 0, 1));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
        assertEq(strategy.lst(), 10e18);
    }

    function test_RevertWhen_TheNonceIsAhead() public {
        IVaultTypes.BatchTerms memory terms = _terms();
        terms.nonce = 1;
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.BatchNonceWrong.selector, 1, 0));
        _send(terms);
    }

    function test_ARevertedBatchUsesUpNoNonce() public {
        IVaultTypes.BatchTerms memory terms = _terms();
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 1000e18, ""));
        vm.expectRevert();
        vm.prank(keeper);
        vault.rebalance(actions, terms);
        assertEq(vault.rebalanceNonce(), 0);
    }

    function test_TheDeadlineItselfIsInTime() public {
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.warp(terms.deadline);
        _send(terms);
        assertEq(vault.rebalanceNonce(), 1);
    }

    function test_RevertWhen_TheDeadlineHasPassed() public {
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.warp(terms.deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.BatchExpired.selector, terms.deadline, uint256(terms.deadline) + 1)
        );
        _send(terms);
    }

    function test_RevertWhen_TheBatchIsEmpty() public {
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.expectRevert(IVaultTypes.BatchEmpty.selector);
        vm.prank(keeper);
        vault.rebalance(new IVaultTypes.Action[](0), terms);
    }

    function test_RevertWhen_RiskIsRaisedWhileTheMarketIsSilent() public {
        _lever(strategy, 50e18, 3);
        oracle.setFresh(false);
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.MarketNotFresh.selector);
        bytes memory more = abi.encodeCall(StrategyDouble.leverUp, (1e18, 1.2e18));
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Manage, strategy, 0, more)), reason);
        _expectBatchReverts(_batch(_action(IVaultTypes.ActionKind.Free, strategy, 1e18, "")), reason);
        _manage(strategy, abi.encodeCall(StrategyDouble.leverDown, (50e18, 60e18)));
        assertEq(strategy.lst(), 100e18, "lowered it may be");
    }

    function test_TheDecisionsHashStandsInTheEvent() public {
        IVaultTypes.BatchTerms memory terms = _terms();
        terms.decisionHash = keccak256("another decision");
        vm.expectEmit(address(vault));
        emit IVaultTypes.Rebalanced(0, terms.decisionHash, 100e18 + SEED, 100e18 + SEED);
        _send(terms);
    }

    function _send(IVaultTypes.BatchTerms memory terms) private {
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Deploy, strategy, 1e18, ""));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }
}
