// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A par that cannot be read is nobody's gain and nobody's stored loss.
contract ParFallbackTest is VaultFixture {
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        strategy = _addStrategy();
        _deposit(alice, 100e18);
        // Five LST for each of its own, four of them owed at par 1.2.
        strategy.setLegs(400e18, -480e18);
        oracle.setPar(1.2e18);
        vault.sync();
    }

    function test_LeavesNoTraceInTheRecognisedValue() public {
        uint256 bidBefore = vault.valuation().bid;
        (uint256 accruedBefore, uint256 accruedAt) = vault.accrual();
        oracle.set(1e18, 0.95e18, false);
        oracle.setParFresh(false);
        assertLt(vault.valuation().bid, bidBefore / 2, "leaves are priced at the worse side meanwhile");
        vm.warp(block.timestamp + 12);
        vault.sync();
        (uint256 accruedAfter, uint256 accruedAtAfter) = vault.accrual();
        assertEq(accruedAfter, accruedBefore);
        assertEq(accruedAtAfter, accruedAt);

        oracle.setParFresh(true);
        oracle.set(1.2e18, 1.2e18, true);
        assertEq(vault.valuation().bid, bidBefore);
    }

    function test_RevertWhen_ABatchCannotBeMeasured() public {
        oracle.setParFresh(false);
        IVaultTypes.Action[] memory actions = new IVaultTypes.Action[](1);
        actions[0] = IVaultTypes.Action(IVaultTypes.ActionKind.Manage, address(strategy), 0, "");
        IVaultTypes.BatchTerms memory terms = IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp), 0);
        vm.expectRevert(IVaultTypes.ParNotFresh.selector);
        vm.prank(keeper);
        vault.rebalance(actions, terms);
    }

    function test_RevertWhen_ASettingWouldCountForTheTimeBeforeIt() public {
        skip(1 days);
        oracle.setParFresh(false);
        vm.startPrank(curator);
        vm.expectRevert(IVaultTypes.ParNotFresh.selector);
        vault.setMaxGainRate(1e18);
        vm.expectRevert(IVaultTypes.ParNotFresh.selector);
        vault.setFees(IVaultTypes.FeeTerms(bob, 100, 100));
        vm.stopPrank();
    }

    function test_StillLetsALeaverLeave() public {
        oracle.set(1.19e18, 1.18e18, false);
        oracle.setParFresh(false);
        uint256 shares = vault.maxRedeem(alice);
        assertGt(shares, 0);
        vm.prank(alice);
        assertGt(vault.redeem(shares, alice, alice), 0);
        assertEq(vault.maxDeposit(alice), 0, "and refuses to sell shares at a price that nobody knows");
    }

    function test_ALeaveMeanwhileCostsTheStayersNothing() public {
        _deposit(bob, 50e18);
        uint256 before = vault.convertToAssets(1e27);
        oracle.set(1.1e18, 1.05e18, false);
        oracle.setParFresh(false);
        uint256 expected = vault.previewRedeem(20e18);
        assertLt(expected, 20e18);
        assertEq(_redeem(bob, 20e18), expected);
        oracle.setParFresh(true);
        oracle.set(1.2e18, 1.2e18, true);
        assertGe(vault.convertToAssets(1e27), before);
    }

    function test_ALossMeanwhileShowsAfterwards() public {
        oracle.set(1e18, 0.95e18, false);
        oracle.setParFresh(false);
        strategy.lose(10e18);
        vault.sync();
        oracle.setParFresh(true);
        oracle.set(1.2e18, 1.2e18, true);
        assertEq(vault.totalAssets(), 90e18 + SEED);
    }
}
