// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Fees are shares, minted whenever value is recognised and counted in every price before.
contract FeesTest is VaultFixture {
    uint256 private constant YEAR = 365 days;
    address private treasury = makeAddr("treasury");
    StrategyDouble private strategy;

    /// @dev Under a price of one the virtual share is not paid for, by which the fee's shares are worth a little less than the fee.
    uint256 private constant DUST = 200;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18 - SEED);
        strategy = _addStrategy();
        _deploy(strategy, 50e18);
    }

    function _setFees(uint16 performanceBps, uint16 managementBps) private {
        vm.prank(curator);
        vault.setFees(IVaultTypes.FeeTerms(treasury, performanceBps, managementBps));
    }

    /// @dev What it would be paid. Without a loss or a discount that is its part of the recognised value.
    function _treasuryWorth() private view returns (uint256) {
        return _bidValue(treasury);
    }

    /* PERFORMANCE */

    function test_PerformanceIsTakenOfTheRecognisedRise() public {
        _setFees(1_000, 0);
        strategy.gain(10e18);
        vault.sync();
        assertEq(vault.balanceOf(treasury), 0, "a gain that is not recognised is not charged");
        skip(YEAR / 2);
        vault.sync();
        assertApproxEqAbs(_treasuryWorth(), 0.5e18, DUST);
        skip(YEAR);
        vault.sync();
        // The second half grew the treasury's first shares too: 109.5 / 110 of what its first half left, 104.5 × 110 / 105.
        uint256 left = 109.5e18 * 1045 / uint256(1050);
        assertApproxEqAbs(vault.convertToAssets(100e18), left, 2 * VIRTUAL);
        assertApproxEqRel(vault.highWaterMarkRay(), left * 1e7, VIRTUAL);
    }

    function test_ARecoveryIsNotChargedTwice() public {
        _setFees(1_000, 0);
        strategy.gain(10e18);
        skip(YEAR);
        vault.sync();
        (uint256 charged, uint256 markRay) = (vault.balanceOf(treasury), vault.highWaterMarkRay());
        strategy.lose(20e18);
        vault.sync();
        assertEq(vault.highWaterMarkRay(), markRay, "a loss does not lower the mark");
        strategy.gain(20e18);
        skip(20 * YEAR);
        vault.sync();
        assertEq(vault.balanceOf(treasury), charged, "back at the mark");
        strategy.gain(10e18);
        skip(20 * YEAR);
        vault.sync();
        assertApproxEqAbs(vault.convertToAssets(vault.balanceOf(treasury) - charged), 1e18, 3);
    }

    function test_OverItsMarkAloneAFeeBegins() public {
        strategy.gain(10e18);
        skip(YEAR);
        vault.sync();
        _setFees(3_000, 0);
        vault.sync();
        assertEq(vault.balanceOf(treasury), 0, "gains from before the fee are not charged");
        assertApproxEqRel(vault.highWaterMarkRay(), 1.1e27, VIRTUAL);
    }

    function test_AFeeThatPausesDoesNotForgetItsMark() public {
        _setFees(1_000, 0);
        strategy.gain(10e18);
        skip(YEAR);
        _setFees(0, 0);
        uint256 charged = vault.balanceOf(treasury);
        assertGt(charged, 0);
        strategy.lose(30e18);
        vault.sync();
        _setFees(1_000, 0);
        strategy.gain(30e18);
        skip(20 * YEAR);
        vault.sync();
        assertEq(vault.balanceOf(treasury), charged);
    }

    /* ENTRIES */

    /// @dev The first to enter pays for a gain as large as the vault itself, which was nobody's before.
    function test_AnEntryIntoAYoungVaultCostsNoFeeOnWhatItPaysItself() public {
        _redeem(alice, vault.balanceOf(alice) - 1e18);
        _setFees(2_000, 0);
        uint256 gainStored = vault.totalAssets();
        strategy.gain(1e18);
        vault.sync();
        assertEq(vault.totalAssets(), gainStored, "not recognised yet");
        _deposit(bob, 100e18);
        vault.sync();
        assertLe(_treasuryWorth(), 200, "nothing is recognised yet but what he paid");
        assertLe(vault.valuation().navPar - vault.totalAssets(), 1e18, "and of the gain nothing is lost");
    }

    function test_OfAGainThatAnEntryPaidForTheFeeIsAsLargeAsWithoutTheEntry() public {
        _deposit(alice, 900e18);
        _setFees(2_000, 0);
        strategy.gain(30e18);
        vault.sync();
        uint256 before = vm.snapshotState();
        skip(YEAR);
        vault.sync();
        uint256 without = _treasuryWorth();
        assertApproxEqAbs(without, 6e18, 1e7);
        vm.revertToState(before);

        _deposit(bob, 10_000e18);
        vault.sync();
        assertLe(_treasuryWorth(), 200, "no time has passed and nothing is recognised");
        skip(20 minutes);
        vault.sync();
        uint256 recognised = vault.totalAssets() - 11_000e18;
        assertGt(recognised, 1e15);
        assertLe(_treasuryWorth(), recognised / 5 + 200);
        assertApproxEqRel(_treasuryWorth(), recognised / 5, 1e12);
        skip(YEAR);
        vault.sync();
        assertApproxEqRel(_treasuryWorth(), without, 0.001e18, "the fee of the thirty");
    }

    function test_AnEntryUnderTheMarkLeavesItWhereItIs() public {
        _setFees(2_000, 0);
        strategy.lose(20e18);
        vault.sync();
        uint256 markRay = vault.highWaterMarkRay();
        _deposit(bob, 10_000e18);
        assertEq(vault.highWaterMarkRay(), markRay);
        _fund(bob, 10_000e18);
        vm.prank(bob);
        vault.mint(100e18, bob);
        assertEq(vault.highWaterMarkRay(), markRay);
    }

    /// @dev Whoever enters when, with whatever gain pending: a fee is a part of what was recognised besides his own assets.
    function testFuzz_NoEntryIsChargedForWhatItPaid(uint256 gained, uint256 assets, uint256 waited, bool byMint)
        public
    {
        _setFees(3_000, 0);
        strategy.gain(bound(gained, 0, 1_000e18));
        vault.sync();
        skip(bound(waited, 0, YEAR));
        assets = bound(assets, 1e12, 1e24);
        vault.sync();
        (uint256 markRay, uint256 chargedShares) = (vault.highWaterMarkRay(), vault.balanceOf(treasury));
        uint256 before = vault.totalAssets();
        if (byMint) {
            uint256 shares = vault.previewDeposit(assets);
            assets = vault.previewMint(shares);
            _fund(bob, assets);
            vm.prank(bob);
            vault.mint(shares, bob);
        } else {
            _deposit(bob, assets);
        }
        assertGe(vault.highWaterMarkRay(), markRay, "the mark never falls");
        skip(bound(waited, 0, YEAR));
        vault.sync();
        uint256 recognised = vault.totalAssets() - before - assets;
        // The mark is a ray: of a supply of 1e24 it resolves a fraction of a wei.
        assertLe(vault.previewRedeem(vault.balanceOf(treasury) - chargedShares), recognised * 3 / 10 + 1_000);
    }

    /* MANAGEMENT */

    function test_ManagementIsTakenForTheTime() public {
        _setFees(0, 100);
        skip(YEAR);
        vault.sync();
        assertApproxEqAbs(_treasuryWorth(), 1e18, DUST);
        assertLe(_treasuryWorth(), 1e18, "rounded for the holders");
        assertApproxEqAbs(vault.convertToAssets(100e18), 99e18, 2 * VIRTUAL);
    }

    function test_ManagementTakesAtMostHalfOfAVaultThatWasForgotten() public {
        _setFees(0, 200);
        skip(80 * YEAR);
        vault.sync();
        assertApproxEqRel(_treasuryWorth(), 50e18, 1e9);
    }

    /* MINTING */

    function test_EverythingThatRecognisesValueMintsThem() public {
        _setFees(1_000, 100);
        _fund(bob, 10e18);
        IVaultTypes.Action[] memory actions = _batch(_action(IVaultTypes.ActionKind.Free, strategy, 1e18, ""));
        bytes[] memory calls = new bytes[](7);
        calls[0] = abi.encodeCall(vault.sync, ());
        calls[1] = abi.encodeCall(IERC4626.deposit, (1e18, bob));
        calls[2] = abi.encodeCall(IERC4626.mint, (1e18, bob));
        calls[3] = abi.encodeCall(IERC4626.withdraw, (1e18, alice, alice));
        calls[4] = abi.encodeCall(IERC4626.redeem, (1e18, alice, alice));
        calls[5] = abi.encodeCall(vault.exit, (1e18, 0, alice));
        calls[6] = abi.encodeCall(
            vault.rebalance,
            (actions, IVaultTypes.BatchTerms(vault.rebalanceNonce(), uint64(block.timestamp + 1 days), 0))
        );
        address[7] memory callers = [eve, bob, bob, alice, alice, alice, keeper];
        skip(30 minutes);
        uint256 shares = vault.totalSupply() * 100 * 30 minutes / (10_000 * YEAR);
        for (uint256 i; i < calls.length; ++i) {
            uint256 before = vm.snapshotState();
            vm.prank(callers[i]);
            (bool ok,) = address(vault).call(calls[i]);
            assertTrue(ok, vm.toString(i));
            assertApproxEqRel(vault.balanceOf(treasury), shares, 1e12, vm.toString(i));
            vm.revertToState(before);
        }
    }

    function test_MintingThemMovesNoPrice() public {
        _setFees(1_000, 100);
        strategy.gain(5e18);
        skip(YEAR / 3);
        (uint256 price, uint256 bid, uint256 total) = (_price(), vault.previewRedeem(1e18), vault.totalAssets());
        vm.expectEmit(true, false, false, false, address(vault));
        emit IVaultTypes.FeesMinted(treasury, 0, 0);
        vault.sync();
        assertEq(_price(), price);
        assertEq(vault.previewRedeem(1e18), bid);
        assertEq(vault.totalAssets(), total);
    }

    function test_WhatFeesDiluteIsNoLossOfTheKeepers() public {
        _setFees(0, 200);
        skip(YEAR);
        vault.sync();
        (, int256 riskUpLeft,,) = vault.lossBudgets();
        assertEq(riskUpLeft, int256(uint256(RISK_UP_BPS)) * 1e14);
        assertApproxEqRel(vault.checkpointRay(), 0.98e27, 1e9);
    }

    function test_AtAFallbackParNoFeeIsTaken() public {
        _lever(strategy, 10e18, 3);
        _setFees(1_000, 100);
        skip(YEAR / 2);
        oracle.setParFresh(false);
        vault.sync();
        _redeem(alice, 1e18);
        assertEq(vault.balanceOf(treasury), 0);
        skip(YEAR / 2);
        oracle.setParFresh(true);
        vault.sync();
        assertApproxEqAbs(_treasuryWorth(), 0.99e18, DUST, "once it is known the whole time is charged");
    }

    /* SETTINGS */

    function test_NewFeesCountFromNow() public {
        _setFees(0, 100);
        skip(YEAR);
        _setFees(0, 200);
        assertApproxEqAbs(_treasuryWorth(), 1e18, DUST, "the old fee for the time before");
        vault.sync();
        assertApproxEqAbs(_treasuryWorth(), 1e18, DUST);
    }

    function test_RevertWhen_AFeeIsOverItsCeiling() public {
        vm.startPrank(curator);
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "fees.performanceBps", 3_001, 0, 3_000)
        );
        vault.setFees(IVaultTypes.FeeTerms(treasury, 3_001, 0));
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.SettingOutOfRange.selector, "fees.managementBps", 201, 0, 200)
        );
        vault.setFees(IVaultTypes.FeeTerms(treasury, 0, 201));
        vault.setFees(IVaultTypes.FeeTerms(treasury, 3_000, 200));
        vm.stopPrank();
        assertEq(abi.encode(vault.fees()), abi.encode(IVaultTypes.FeeTerms(treasury, 3_000, 200)));
    }

    function test_RevertWhen_NobodyWouldGetTheFee() public {
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.AddressZero.selector, "fees.recipient");
        vm.startPrank(curator);
        vm.expectRevert(reason);
        vault.setFees(IVaultTypes.FeeTerms(address(0), 1, 0));
        vm.expectRevert(reason);
        vault.setFees(IVaultTypes.FeeTerms(address(0), 0, 1));
        vault.setFees(IVaultTypes.FeeTerms(address(0), 0, 0));
        vm.stopPrank();
    }

    function testFuzz_FeesNeverExceedTheirTerms(uint256 gained, uint256 elapsed, uint16 performance, uint16 management)
        public
    {
        performance = uint16(bound(performance, 0, 3_000));
        management = uint16(bound(management, 0, 200));
        _setFees(performance, management);
        gained = bound(gained, 0, 100e18);
        strategy.gain(gained);
        elapsed = bound(elapsed, 0, 3 * YEAR);
        skip(elapsed);
        uint256 recognised = vault.totalAssets();
        vault.sync();
        uint256 most =
            (recognised - 100e18) * performance / 10_000 + recognised * management * elapsed / (10_000 * YEAR);
        assertLe(_treasuryWorth(), most + 1);
    }
}
