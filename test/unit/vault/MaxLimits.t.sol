// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice `max*` say exactly what a call would do: no promise that is not kept, no zero where there is cash.
contract MaxLimitsTest is VaultFixture {
    uint256 private constant ROOM = type(uint104).max;
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
    }

    function test_MaxDepositIsTheRoomThatIsLeft() public view {
        assertEq(vault.maxDeposit(alice), ROOM - 100e18 - SEED);
    }

    function test_MaxDepositIsPaidInFull() public {
        uint256 limit = vault.maxDeposit(bob);
        _deposit(bob, limit);
        assertEq(vault.maxDeposit(bob), 0);
        assertEq(vault.maxMint(bob), 0);
    }

    function test_MaxMintIsPaidInFull() public {
        _deploy(strategy, 50e18);
        strategy.gain(7e18);
        vault.sync();
        uint256 limit = vault.maxMint(bob);
        _fund(bob, ROOM);
        vm.prank(bob);
        vault.mint(limit, bob);
        assertEq(vault.balanceOf(bob), limit);
    }

    function test_EntriesIntoAVaultThatOwesEthNeedALiveParAlone() public {
        _lever(strategy, 50e18, 3);
        oracle.set(PAR, PAR * 95 / 100, false);
        assertGt(vault.maxDeposit(bob), 0, "the market, never over par, cannot raise the ask of a debtor");
        uint256 preview = vault.previewDeposit(1e18);
        assertEq(preview, 1e18);
        assertEq(_deposit(bob, 1e18), preview);
        oracle.setParFresh(false);
        _expectEntriesRefused();
    }

    function test_EntriesIntoAVaultThatOwnsEthNeedALiveMarket() public {
        strategy.setLegs(10e18, 6e18);
        vault.sync();
        assertGt(vault.maxDeposit(bob), 0);
        oracle.set(PAR, PAR * 95 / 100, false);
        _expectEntriesRefused();
    }

    function test_EntriesThatReadStrategiesAnewNeedALiveMarket() public {
        _lever(strategy, 50e18, 3);
        skip(STALENESS + 1);
        assertGt(vault.maxDeposit(bob), 0);
        oracle.setFresh(false);
        _expectEntriesRefused();
    }

    function test_EntriesIntoAVaultWithoutEthNeedNoRate() public {
        _deploy(strategy, 50e18);
        oracle.setParFresh(false);
        assertGt(vault.maxDeposit(bob), 0);
        assertEq(_deposit(bob, 1e18), 1e18);
    }

    function _expectEntriesRefused() private {
        assertEq(vault.maxDeposit(bob), 0);
        assertEq(vault.maxMint(bob), 0);
        _fund(bob, 2e18);
        vm.startPrank(bob);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxDeposit.selector, bob, 1e18, 0));
        vault.deposit(1e18, bob);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxMint.selector, bob, 1e18, 0));
        vault.mint(1e18, bob);
        vm.stopPrank();
    }

    function test_LeavesAreServedWithoutLiveRates() public {
        _lever(strategy, 50e18, 3);
        oracle.set(PAR, PAR * 95 / 100, false);
        uint256 limit = vault.maxRedeem(alice);
        assertGe(limit, 50e18, "idle is there");
        uint256 expected = vault.previewRedeem(20e18);
        assertEq(_redeem(alice, 20e18), expected);
        assertLt(expected, 20e18, "at the fallback's discount");
    }

    function test_EntriesAreRefusedWhereSharesAreWorthNothing() public {
        _deploy(strategy, 100e18 + SEED);
        strategy.lose(100e18 + SEED);
        vault.sync();
        assertEq(vault.maxDeposit(bob), 0);
        assertEq(vault.maxMint(bob), 0);
    }

    /// @dev Were the virtual share paid for as well, they would get dust out of nothing.
    function test_WhereAllIsLostNothingIsPromised() public {
        _lever(strategy, 100e18 + SEED, 3);
        strategy.lose(200e18);
        strategy.setLegs(strategy.lst(), -1_000e18);
        assertEq(vault.maxWithdraw(alice), 0);
        assertEq(vault.maxRedeem(alice), 0);
        assertEq(vault.previewRedeem(100e18), 0);
        assertEq(vault.convertToAssets(100e18), 0);
    }

    /// @dev However they share them, the holders together are never paid a wei more than there is.
    function testFuzz_TogetherTheyArePaidNoMoreThanThereIs(uint256 lost, uint256 part) public {
        _deploy(strategy, 100e18);
        strategy.lose(bound(lost, 0, 100e18));
        vault.sync();
        uint256 shares = bound(part, 0, 100e18);
        uint256 paid = vault.previewRedeem(shares) + vault.previewRedeem(100e18 - shares) + vault.previewRedeem(SEED);
        assertLe(paid, vault.valuation().bid);
    }

    function test_MaxWithdrawIsWhatIsOwnedWhereAllIsLiquid() public {
        _deposit(bob, 50e18);
        _deploy(strategy, 150e18);
        assertEq(vault.maxWithdraw(alice), 100e18);
        assertEq(vault.maxRedeem(alice), 100e18);
        assertEq(vault.maxWithdraw(eve), 0);
        assertEq(vault.maxRedeem(eve), 0);
    }

    function test_MaxWithdrawIsIdleAndWhatStrategiesGiveBackWithoutLoss() public {
        StrategyDouble other = _addStrategy();
        _deploy(strategy, 60e18);
        _deploy(other, 30e18);
        strategy.setWithdrawableLimit(5e18);
        other.setWithdrawableLimit(7e18);
        assertEq(vault.maxWithdraw(alice), 10e18 + SEED + 5e18 + 7e18);
        assertEq(vault.maxRedeem(alice), 10e18 + SEED + 5e18 + 7e18);
    }

    function test_LimitsOfEntryDoNotDependOnWhoAsks() public {
        uint256 deposits = vault.maxDeposit(alice);
        uint256 mints = vault.maxMint(alice);
        lst.mint(eve, 5e18);
        assertEq(vault.maxDeposit(eve), deposits);
        assertEq(vault.maxMint(address(0)), mints);
    }

    function testFuzz_WhatLimitsPromiseIsPaid(uint256 lost, uint256 limit, uint256 discountBps, bool exact) public {
        _deposit(bob, 41e18);
        _lever(strategy, 80e18, 3);
        strategy.lose(bound(lost, 0, 70e18));
        strategy.setWithdrawableLimit(bound(limit, 0, 80e18));
        oracle.setMarket(PAR * (10_000 - bound(discountBps, 0, 600)) / 10_000);
        if (exact) {
            uint256 assets = vault.maxWithdraw(alice);
            vm.prank(alice);
            vault.withdraw(assets, alice, alice);
            assertEq(lst.balanceOf(alice), assets);
        } else {
            uint256 shares = vault.maxRedeem(alice);
            uint256 expected = vault.previewRedeem(shares);
            assertEq(_redeem(alice, shares), expected);
        }
    }

    function testFuzz_AShareOverTheLimitIsRefused(uint256 limit) public {
        _deploy(strategy, 90e18);
        strategy.setWithdrawableLimit(bound(limit, 0, 80e18));
        uint256 shares = vault.maxRedeem(alice);
        vm.expectRevert();
        vm.prank(alice);
        vault.redeem(shares + 1, alice, alice);
    }
}
