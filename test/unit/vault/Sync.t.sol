// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

contract SyncTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
    }

    function test_AnyoneMaySync() public {
        strategy.setLegs(50e18, -20e18);
        skip(10 minutes);
        vm.expectEmit(address(vault));
        emit IVaultTypes.Synced(50e18, -20e18, vault.valuation().navPar);
        vm.prank(eve);
        vault.sync();

        (int256 sumLst, int256 sumEth, uint256 syncedAt) = vault.sums();
        assertEq(sumLst, 50e18);
        assertEq(sumEth, -20e18);
        assertEq(syncedAt, block.timestamp);
    }

    function test_SumsSpanAllStrategies() public {
        StrategyDouble other = _addStrategy();
        strategy.setLegs(50e18, -20e18);
        other.setLegs(3e18, 5e18);
        vault.sync();
        (int256 sumLst, int256 sumEth,) = vault.sums();
        assertEq(sumLst, 53e18);
        assertEq(sumEth, -15e18);
    }

    function test_EveryBatchAndEveryLeaveSyncs() public {
        skip(10 minutes);
        _deploy(strategy, 10e18);
        (int256 sumLst,, uint256 syncedAt) = vault.sums();
        assertEq(sumLst, 10e18);
        assertEq(syncedAt, block.timestamp);

        skip(10 minutes);
        strategy.gain(1e18);
        _redeem(alice, 1e18);
        (sumLst,, syncedAt) = vault.sums();
        assertEq(sumLst, 11e18);
        assertEq(syncedAt, block.timestamp);
    }

    function test_AnEntryDoesNotSyncWhileTheSumsAreFresh() public {
        (,, uint256 before) = vault.sums();
        skip(STALENESS);
        strategy.gain(1e18);
        _deposit(bob, 1e18);
        (int256 sumLst,, uint256 syncedAt) = vault.sums();
        assertEq(sumLst, 0);
        assertEq(syncedAt, before);
    }

    function test_SyncingTwiceInABlockChangesNothing() public {
        strategy.setLegs(10e18, -3e18);
        skip(1 hours);
        vault.sync();
        uint256 before = vault.totalAssets();
        vault.sync();
        assertEq(vault.totalAssets(), before);
    }
}
