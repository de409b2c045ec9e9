// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice What the vault itself costs, as whole transactions on cold storage. Strategies and oracle are doubles, so that a figure moves only when
/// the vault's code does; what real protocols add is measured beside them.
/// forge-config: default.isolate = true
contract VaultGasTest is VaultFixture {
    StrategyDouble[3] internal strategies;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 1_000e18);
        _fund(bob, 100e18);
        vm.prank(bob);
        vault.deposit(10e18, bob);
    }

    /// @dev A loop each, so that both legs and the oracle count.
    function _withStrategies(uint256 count) private {
        for (uint256 i; i < count; ++i) {
            strategies[i] = _addStrategy();
            _lever(strategies[i], 200e18, 5);
        }
        skip(12);
    }

    function _measureDeposit(string memory name) private {
        vm.prank(bob);
        vault.deposit(1e18, bob);
        vm.snapshotGasLastCall("vault", name);
    }

    function _measureWithdraw(uint256 assets, string memory name) private {
        vm.prank(alice);
        vault.withdraw(assets, alice, alice);
        vm.snapshotGasLastCall("vault", name);
    }

    function _measureBatch(IVaultTypes.Action memory action, string memory name) private {
        IVaultTypes.Action[] memory actions = _batch(action);
        IVaultTypes.BatchTerms memory terms = _terms();
        vm.prank(keeper);
        vault.rebalance(actions, terms);
        vm.snapshotGasLastCall("vault", name);
    }

    function test_Deposit() public {
        skip(12);
        _measureDeposit("deposit, no strategy");
    }

    function test_DepositDoesNotGrowWithTheNumberOfStrategies() public {
        _withStrategies(1);
        _measureDeposit("deposit, 1 strategy");
        uint256 withOne = vm.lastCallGas().gasTotalUsed;
        for (uint256 i; i < 5; ++i) {
            _lever(_addStrategy(), 10e18, 5);
        }
        skip(12);
        _measureDeposit("deposit, 6 strategies");
        assertApproxEqAbs(vm.lastCallGas().gasTotalUsed, withOne, 100);
    }

    function test_DepositOnOldSums() public {
        _withStrategies(3);
        skip(STALENESS);
        _measureDeposit("deposit, 3 strategies, old sums");
    }

    function test_Mint() public {
        _withStrategies(1);
        vm.prank(bob);
        vault.mint(1e18, bob);
        vm.snapshotGasLastCall("vault", "mint, 1 strategy");
    }

    function test_WithdrawFromIdle() public {
        skip(12);
        _measureWithdraw(5e18, "withdraw from idle, no strategy");
    }

    function test_WithdrawFromIdleWithOneStrategy() public {
        _withStrategies(1);
        _measureWithdraw(5e18, "withdraw from idle, 1 strategy");
    }

    function test_WithdrawFromIdleWithThreeStrategies() public {
        _withStrategies(3);
        _measureWithdraw(5e18, "withdraw from idle, 3 strategies");
    }

    function test_WithdrawFromIdleWithThreeStrategiesAtADiscount() public {
        _withStrategies(3);
        oracle.setMarket(PAR * 99 / 100);
        _measureWithdraw(5e18, "withdraw from idle, 3 strategies, at a discount");
    }

    function test_WithdrawFromAStrategy() public {
        _withStrategies(1);
        _measureWithdraw(900e18, "withdraw from strategy, 1 strategy");
    }

    function test_Redeem() public {
        _withStrategies(1);
        vm.prank(alice);
        vault.redeem(5e18, alice, alice);
        vm.snapshotGasLastCall("vault", "redeem from idle, 1 strategy");
    }

    function test_RebalanceDeploys() public {
        _withStrategies(1);
        _measureBatch(_action(IVaultTypes.ActionKind.Deploy, strategies[0], 10e18, ""), "rebalance: deploy, 1 strategy");
    }

    function test_RebalanceDeploysAmongThree() public {
        _withStrategies(3);
        _measureBatch(
            _action(IVaultTypes.ActionKind.Deploy, strategies[0], 10e18, ""), "rebalance: deploy, 3 strategies"
        );
    }

    function test_RebalanceFrees() public {
        _withStrategies(1);
        _measureBatch(_action(IVaultTypes.ActionKind.Free, strategies[0], 10e18, ""), "rebalance: free, 1 strategy");
    }

    function test_RebalanceManages() public {
        _withStrategies(1);
        _measureBatch(_action(IVaultTypes.ActionKind.Manage, strategies[0], 0, ""), "rebalance: manage, 1 strategy");
    }

    function test_Sync() public {
        _withStrategies(3);
        vault.sync();
        vm.snapshotGasLastCall("vault", "sync, 3 strategies");
    }

    function test_ShareTransfer() public {
        vm.prank(alice);
        assertTrue(vault.transfer(bob, 1e18));
        vm.snapshotGasLastCall("vault", "transfer of shares");
    }
}
