// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice ERC-5143: entries and leaves with the caller's bound, each exact to the wei.
contract Erc5143Test is VaultFixture {
    StrategyDouble private strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
        _deploy(strategy, 30e18);
        strategy.lose(7e18 + 1);
        vault.sync();
        _fund(bob, 50e18);
    }

    function _under(uint256 received) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IVaultTypes.ReceivedUnderMinimum.selector, received, received + 1);
    }

    function _over(uint256 paid) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IVaultTypes.PaidOverMaximum.selector, paid, paid - 1);
    }

    function test_ADepositBringsTheMinimumOrNothingHappens() public {
        uint256 shares = vault.previewDeposit(10e18);
        vm.startPrank(bob);
        vm.expectRevert(_under(shares));
        vault.deposit(10e18, bob, shares + 1);
        assertEq(vault.deposit(10e18, bob, shares), shares);
        assertEq(vault.balanceOf(bob), shares);
        vm.stopPrank();
    }

    function test_AMintCostsTheMaximumOrNothingHappens() public {
        uint256 assets = vault.previewMint(10e18);
        vm.startPrank(bob);
        vm.expectRevert(_over(assets));
        vault.mint(10e18, bob, assets - 1);
        assertEq(vault.mint(10e18, bob, assets), assets);
        assertEq(lst.balanceOf(bob), 50e18 - assets);
        vm.stopPrank();
    }

    function test_AWithdrawalCostsTheMaximumOrNothingHappens() public {
        uint256 shares = vault.previewWithdraw(10e18);
        vm.startPrank(alice);
        vm.expectRevert(_over(shares));
        vault.withdraw(10e18, alice, alice, shares - 1);
        assertEq(vault.withdraw(10e18, bob, alice, shares), shares);
        assertEq(lst.balanceOf(bob), 60e18);
        vm.stopPrank();
    }

    function test_ARedemptionBringsTheMinimumOrNothingHappens() public {
        uint256 assets = vault.previewRedeem(10e18);
        vm.startPrank(alice);
        vm.expectRevert(_under(assets));
        vault.redeem(10e18, alice, alice, assets + 1);
        assertEq(vault.redeem(10e18, bob, alice, assets), assets);
        assertEq(lst.balanceOf(bob), 50e18 + assets);
        vm.stopPrank();
    }

    function test_BoundsCatchWhatHappensBetweenSigningAndMining() public {
        uint256 assets = vault.previewRedeem(10e18);
        strategy.lose(5e18);
        vm.expectPartialRevert(IVaultTypes.ReceivedUnderMinimum.selector);
        vm.prank(alice);
        vault.redeem(10e18, alice, alice, assets);

        uint256 shares = vault.previewDeposit(10e18);
        strategy.setLegs(60e18, 0);
        vault.sync();
        vm.expectPartialRevert(IVaultTypes.ReceivedUnderMinimum.selector);
        vm.prank(bob);
        vault.deposit(10e18, bob, shares);
    }

    function test_RevertWhen_ASpenderWithoutAllowanceNamesABound() public {
        vm.startPrank(eve);
        vm.expectPartialRevert(IERC20Errors.ERC20InsufficientAllowance.selector);
        vault.redeem(1e18, eve, alice, 0);
        vm.expectPartialRevert(IERC20Errors.ERC20InsufficientAllowance.selector);
        vault.withdraw(1e18, eve, alice, type(uint256).max);
        vm.stopPrank();
    }

    function test_RevertWhen_ABoundedCallPassesItsLimit() public {
        uint256 most = vault.maxRedeem(alice);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxRedeem.selector, alice, most + 1, most));
        vm.prank(alice);
        vault.redeem(most + 1, alice, alice, 0);
    }
}
