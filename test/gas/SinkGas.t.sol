// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {SinkStrategy} from "test/gas/support/SinkStrategy.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice The vault over strategies that only hold tokens, as other vaults are measured over such sinks. Ceilings are the project's goals where it reaches them.
/// forge-config: default.isolate = true
contract SinkGasTest is VaultFixture {
    SinkStrategy[3] internal sinks;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 1_000e18);
        lst.mint(alice, 1e18);
        for (uint256 i; i < 3; ++i) {
            sinks[i] = new SinkStrategy(address(vault), address(lst));
            vm.prank(curator);
            vault.addStrategy(address(sinks[i]), type(uint128).max);
            _rebalance(IVaultTypes.Action(IVaultTypes.ActionKind.Deploy, address(sinks[i]), 200e18, ""));
        }
        skip(12);
    }

    function test_Deposit() public {
        _fund(bob, 100e18);
        vm.prank(bob);
        vault.deposit(10e18, bob);
        skip(12);
        vm.prank(bob);
        vault.deposit(1e18, bob);
        _atMost("deposit, 3 sinks", 100_000);
    }

    function test_WithdrawFromIdle() public {
        _withdraw(5e18);
        _atMost("withdraw from idle, 3 sinks valued live", 160_000);
    }

    function test_EachFurtherSinkThatIsPulled() public {
        uint256[3] memory used;
        string[3] memory names = ["withdraw pulling 1 sink", "withdraw pulling 2 sinks", "withdraw pulling 3 sinks"];
        for (uint256 i; i < 3; ++i) {
            uint256 before = vm.snapshotState();
            _withdraw(vault.idle() + 200e18 * i + 100e18);
            used[i] = _snapshot(names[i]);
            vm.revertToState(before);
        }
        vm.snapshotValue("sinks", "each further sink pulled", (used[2] - used[0]) / 2);
        assertLe((used[2] - used[0]) / 2, 36_000);
    }

    /// @dev The goal of 90,000 is not reached: it rose by 17,000 when the vault began to remember what each strategy said.
    function test_SyncWithAGain() public {
        for (uint256 i; i < 3; ++i) {
            lst.mint(address(sinks[i]), 1e16);
        }
        skip(1 hours);
        vault.sync();
        _atMost("sync with a gain, 3 sinks", 116_000);
    }

    function _withdraw(uint256 assets) private {
        vm.prank(alice);
        vault.withdraw(assets, alice, alice);
    }

    function _snapshot(string memory what) private returns (uint256) {
        vm.snapshotGasLastCall("sinks", what);
        return vm.lastCallGas().gasTotalUsed;
    }

    function _atMost(string memory what, uint256 ceiling) private {
        assertLe(_snapshot(what), ceiling, what);
    }
}
