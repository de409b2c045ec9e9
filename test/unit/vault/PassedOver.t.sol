// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice A strategy that cannot pay a leaver, or cannot say what it could pay, does not keep the others from paying.
contract PassedOverTest is VaultFixture {
    StrategyDouble private first;
    StrategyDouble private second;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 60e18);
        _deposit(bob, 40e18 - SEED);
        (first, second) = (_addStrategy(), _addStrategy());
        _deploy(first, 50e18);
        _deploy(second, 40e18);
    }

    function _cannotPay(uint256 assets, uint256 had) private {
        bytes memory reason = abi.encodeWithSelector(IVaultTypes.IdleInsufficient.selector, assets, had);
        vm.expectRevert(reason);
        vm.prank(alice);
        vault.withdraw(assets, alice, alice);
        vm.expectRevert(reason);
        vm.prank(alice);
        vault.redeem(assets, alice, alice);
    }

    function test_OneThatRevertsWhenFreedIsPassedOver() public {
        first.setMode(StrategyDouble.Mode.RevertOnFree);
        vm.expectEmit(address(vault));
        emit IVaultTypes.Pulled(address(second), 20e18);
        assertEq(_redeem(alice, 30e18), 30e18);
        assertEq(lst.balanceOf(alice), 30e18);
        assertEq(vault.idle(), 0);
        assertEq(first.lst(), 50e18);
        assertEq(second.lst(), 20e18);
        (int256 sumLst,,) = vault.sums();
        assertEq(sumLst, 70e18, "what was not paid is still counted");
        assertEq(vault.totalAssets(), 70e18);
    }

    function test_RevertWhen_TheOthersCannotPayWhatItPromised() public {
        first.setMode(StrategyDouble.Mode.RevertOnFree);
        assertEq(vault.maxWithdraw(alice), 60e18, "it promises as before");
        _cannotPay(50e18 + 1, 50e18);
        vm.prank(alice);
        assertEq(vault.withdraw(50e18, alice, alice), 50e18, "all that the others have");
    }

    function test_RevertWhen_NobodyPays() public {
        first.setMode(StrategyDouble.Mode.RevertOnFree);
        second.setMode(StrategyDouble.Mode.RevertOnFree);
        _cannotPay(10e18 + 1, 10e18);
        assertEq(_redeem(alice, 10e18), 10e18);
    }

    function test_OneThatCannotSayWhatItHasCountsAsHavingNothing() public {
        first.setMode(StrategyDouble.Mode.RevertOnWithdrawable);
        assertEq(vault.maxRedeem(alice), 50e18);
        assertEq(vault.maxWithdraw(alice), 50e18);
        assertEq(_redeemMax(alice), 50e18, "what is promised is paid");
        assertEq(first.lst(), 50e18);
        assertEq(vault.maxRedeem(alice), 0);
        first.setMode(StrategyDouble.Mode.Honest);
        assertEq(_redeemMax(alice), 10e18);
    }

    /// @dev Lenders round: the others bring what is missing, and where there is none he asks for a little less.
    function test_AWeiTooFewStopsNobody() public {
        first.setMode(StrategyDouble.Mode.PayAWeiShort);
        assertEq(_redeem(alice, 30e18), 30e18);
        assertEq(second.lst(), 40e18 - 1);
        assertEq(vault.idle(), 0);
    }

    /// @dev In a transaction of the size that a block takes at most.
    function test_OneThatBurnsAllGasLeavesEnoughForTheOthers() public {
        first.setMode(StrategyDouble.Mode.BurnGasOnFree);
        vm.prank(alice);
        assertEq(vault.withdraw{gas: 16_000_000}(30e18, alice, alice), 30e18);
        assertEq(second.lst(), 20e18);
        first.setMode(StrategyDouble.Mode.BurnGasOnWithdrawable);
        assertEq(vault.maxWithdraw{gas: 16_000_000}(alice), 20e18);
        vm.prank(alice);
        assertEq(vault.redeem{gas: 16_000_000}(20e18, alice, alice), 20e18);
        assertEq(first.lst(), 50e18);
    }

    /// @dev Whichever fails however, a leaver gets what the sound ones and idle hold, and no stayer pays for it.
    function testFuzz_ALeavePaysWhateverTheSoundOnesHold(uint256 shares, bool firstFails, bool freeFails) public {
        shares = bound(shares, 1e6, 60e18);
        StrategyDouble failing = firstFails ? first : second;
        failing.setMode(freeFails ? StrategyDouble.Mode.RevertOnFree : StrategyDouble.Mode.RevertOnWithdrawable);
        uint256 payable_ = 100e18 - uint256(failing.lst());
        uint256 price = _price();
        vm.prank(alice);
        try vault.redeem(shares, alice, alice) returns (uint256 assets) {
            assertLe(assets, payable_);
            assertGe(_price(), price);
        } catch {
            assertGt(shares, payable_);
        }
        assertEq(failing.lst(), firstFails ? int256(50e18) : int256(40e18));
    }
}
