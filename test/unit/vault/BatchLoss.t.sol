// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A batch may lose no more than `maxBatchLossBps` of the net asset value at par, whoever signs it.
contract BatchLossTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = _addStrategy();
        _deploy(strategy, 80e18);
    }

    function test_ALossUpToTheBoundGoes() public {
        _manage(strategy, abi.encodeCall(StrategyDouble.lose, (0.5e18)));
        assertEq(vault.totalAssets(), 99.5e18);
    }

    function test_RevertWhen_AWeiMoreIsLost() public {
        _expectLossReverts(
            _batch(
                _action(ILstVault.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.lose, (0.5e18 + 1)))
            ),
            99.5e18 - 1
        );
    }

    function test_RevertWhen_AssetsAreLeakedToAStranger() public {
        _expectLossReverts(
            _batch(
                _action(ILstVault.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.leak, (eve, 80e18)))
            ),
            20e18
        );
    }

    function test_RevertWhen_DebtIsTakenForNothing() public {
        _expectLossReverts(
            _batch(
                _action(
                    ILstVault.ActionKind.Deploy, strategy, 1e18, abi.encodeCall(StrategyDouble.leverUp, (0, 1.2e18))
                )
            ),
            99e18
        );
    }

    function test_RevertWhen_SmallLossesAddUpWithinABatch() public {
        ILstVault.Action[] memory actions = new ILstVault.Action[](3);
        for (uint256 i; i < 3; ++i) {
            actions[i] =
                _action(ILstVault.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.lose, (0.2e18)));
        }
        _expectLossReverts(actions, 99.4e18);
    }

    function test_RevertWhen_TheLossIsTakenWhileFreeing() public {
        _expectLossReverts(
            _batch(_action(ILstVault.ActionKind.Free, strategy, 10e18, abi.encodeCall(StrategyDouble.lose, (1e18)))),
            99e18
        );
    }

    function test_TheMarketDoesNotCount() public {
        oracle.setMarket(PAR / 2);
        _manage(strategy, abi.encodeCall(StrategyDouble.leverUp, (10e18, 12e18)));
        assertEq(vault.totalAssets(), 100e18, "bought at par, however low the market");
    }

    function test_ALossBeforeTheBatchIsNotTheBatchs() public {
        strategy.lose(30e18);
        _free(strategy, 10e18);
        assertEq(vault.totalAssets(), 70e18);
    }

    function test_WithABoundOfZeroNothingMayBeLost() public {
        vm.prank(curator);
        vault.setMaxBatchLoss(0);
        _free(strategy, 10e18);
        vm.expectRevert(abi.encodeWithSelector(ILstVault.BatchLossExceeded.selector, 100e18, 100e18 - 1, 0));
        vm.prank(keeper);
        vault.rebalance(
            _batch(_action(ILstVault.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.lose, (1)))),
            ILstVault.BatchTerms(2, uint64(block.timestamp), 0)
        );
    }

    function testFuzz_NoBatchLosesMoreThanTheBound(uint256 lossBps, uint256 lost) public {
        lossBps = bound(lossBps, 0, 500);
        lost = bound(lost, 0, 20e18);
        vm.prank(curator);
        vault.setMaxBatchLoss(uint16(lossBps));
        ILstVault.Action[] memory actions =
            _batch(_action(ILstVault.ActionKind.Manage, strategy, 0, abi.encodeCall(StrategyDouble.lose, (lost))));
        ILstVault.BatchTerms memory terms = _terms();
        bool allowed = lost <= 100e18 * lossBps / 10_000;
        if (!allowed) {
            vm.expectRevert(
                abi.encodeWithSelector(ILstVault.BatchLossExceeded.selector, 100e18, 100e18 - lost, lossBps)
            );
        }
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function _expectLossReverts(ILstVault.Action[] memory actions, uint256 navAfter) private {
        ILstVault.BatchTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(ILstVault.BatchLossExceeded.selector, 100e18, navAfter, BATCH_LOSS_BPS));
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }
}
