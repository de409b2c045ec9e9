// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice Entries and leaves over a levered position with the live redemption rate, on the replica's protocols: what a user pays.
contract LiveRateGasTest is AaveLoopTest {
    function setUp() public override {
        super.setUp();
        _depositAndDeploy(90e18, _up(_debtFor(90e18, 500), 0));
        deal(address(LST), depositor, 100e18);
        vm.startPrank(depositor);
        LST.approve(address(vault), type(uint256).max);
        vault.deposit(10e18, depositor);
        vm.stopPrank();
        skip(12);
    }

    function test_Deposit() public {
        vm.prank(depositor);
        vault.deposit(1e18, depositor);
        // Of it the rate is 17,700 and the token's own transfer 20,500; the goal is 100,000. over a plain token see "deposit, 3 sinks".
        _atMost("deposit, levered position, live redemption rate", 112_000);
    }

    function test_WithdrawFromIdle() public {
        vm.prank(depositor);
        vault.withdraw(1e18, depositor, depositor);
        vm.snapshotGasLastCall("live", "withdraw from idle, levered position, all sources asked");
    }

    function test_Sync() public {
        vault.sync();
        vm.snapshotGasLastCall("live", "sync, levered position");
    }

    function test_Exit() public {
        uint256 shares = vault.balanceOf(depositor) / 10;
        vm.prank(depositor);
        vault.exit(shares, 0, depositor);
        vm.snapshotGasLastCall("live", "exit of a slice of a levered position");
    }

    function _atMost(string memory what, uint256 ceiling) private {
        vm.snapshotGasLastCall("live", what);
        assertLe(vm.lastCallGas().gasTotalUsed, ceiling, what);
    }
}
