// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredVault} from "test/support/LeveredVault.sol";

/// @notice Properties of ERC-4626 over the whole vault with a levered loop on the real Aave: with the pool moved, at a discount, with a gain or a loss
/// that nobody has booked, and with fees due.
contract Erc4626PropertyTest is LeveredVault {
    address private bob = makeAddr("bob");

    /// @dev Brings the world to a state in which something is pending, from one word of chance.
    modifier inAState(uint256 state) {
        if (state % 2 == 1) vault.setFees(IVaultTypes.FeeTerms(makeAddr("fees"), 1_500, 100));
        _movePoolTo(9_700 + (state >> 8) % 350);
        // The time-weighted price follows the pool only with time: at 0 there is no discount yet.
        if (state >> 16 & 1 == 1) _passTime((state >> 32) % 2 hours);
        _;
    }

    function _fund(address user, uint256 assets) private {
        deal(address(LST), user, assets);
        vm.prank(user);
        LST.approve(address(vault), type(uint256).max);
    }

    /* PREVIEW IS ACTUAL */

    function testFuzz_PreviewDepositIsDeposit(uint256 state, uint256 assets) public inAState(state) {
        assets = bound(assets, 1e6, 1e23);
        _fund(bob, assets);
        uint256 preview = vault.previewDeposit(assets);
        vm.prank(bob);
        assertEq(vault.deposit(assets, bob), preview);
        assertEq(vault.balanceOf(bob), preview);
    }

    function testFuzz_PreviewMintIsMint(uint256 state, uint256 shares) public inAState(state) {
        shares = bound(shares, 1e6, 1e23);
        uint256 preview = vault.previewMint(shares);
        _fund(bob, preview);
        vm.prank(bob);
        assertEq(vault.mint(shares, bob), preview);
        assertEq(LST.balanceOf(bob), 0);
    }

    function testFuzz_PreviewWithdrawIsWithdraw(uint256 state, uint256 assets) public inAState(state) {
        assets = bound(assets, 1e6, vault.maxWithdraw(alice));
        uint256 preview = vault.previewWithdraw(assets);
        vm.prank(alice);
        assertEq(vault.withdraw(assets, bob, alice), preview);
        assertEq(LST.balanceOf(bob), assets);
    }

    function testFuzz_PreviewRedeemIsRedeem(uint256 state, uint256 shares) public inAState(state) {
        shares = bound(shares, 1e6, vault.maxRedeem(alice));
        uint256 preview = vault.previewRedeem(shares);
        vm.prank(alice);
        assertEq(vault.redeem(shares, bob, alice), preview);
        assertEq(LST.balanceOf(bob), preview);
    }

    /* LIMITS ARE THE TRUTH */

    function testFuzz_MaxWithdrawIsPaidAndAWeiMoreIsNot(uint256 state) public inAState(state) {
        uint256 most = vault.maxWithdraw(alice);
        vm.startPrank(alice);
        vm.expectPartialRevert(IVaultTypes.ERC4626ExceededMaxWithdraw.selector);
        vault.withdraw(most + 1, alice, alice);
        vault.withdraw(most, bob, alice);
        assertEq(LST.balanceOf(bob), most);
    }

    function testFuzz_MaxRedeemIsPaidAndAShareMoreIsNot(uint256 state) public inAState(state) {
        uint256 most = vault.maxRedeem(alice);
        vm.startPrank(alice);
        vm.expectPartialRevert(IVaultTypes.ERC4626ExceededMaxRedeem.selector);
        vault.redeem(most + 1, alice, alice);
        vault.redeem(most, bob, alice);
        assertGt(LST.balanceOf(bob), 0);
    }

    function testFuzz_MaxDepositIsTakenAndAWeiMoreIsNot(uint256 state) public inAState(state) {
        uint256 most = vault.maxDeposit(bob);
        _fund(bob, most + 1);
        vm.startPrank(bob);
        vm.expectPartialRevert(IVaultTypes.ERC4626ExceededMaxDeposit.selector);
        vault.deposit(most + 1, bob);
        vault.deposit(most, bob);
        assertEq(LST.balanceOf(bob), 1);
    }

    function testFuzz_MaxMintIsTakenAndAShareMoreIsNot(uint256 state) public inAState(state) {
        uint256 most = vault.maxMint(bob);
        _fund(bob, type(uint112).max);
        vm.startPrank(bob);
        vm.expectPartialRevert(IVaultTypes.ERC4626ExceededMaxMint.selector);
        vault.mint(most + 1, bob);
        vault.mint(most, bob);
        assertEq(vault.balanceOf(bob), most);
    }

    /* ROUND TRIPS */

    function testFuzz_NoRoundTripGains(uint256 state, uint256 assets, bool byMint, bool byWithdraw, uint256 poolBps)
        public
        inAState(state)
    {
        assets = bound(assets, 1e9, 50e18);
        _fund(bob, 2 * assets);
        vm.startPrank(bob);
        if (byMint) vault.mint(vault.previewDeposit(assets), bob);
        else vault.deposit(assets, bob);
        vm.stopPrank();
        _movePoolTo(bound(poolBps, 9_700, 10_300));
        vm.startPrank(bob);
        if (byWithdraw) vault.withdraw(vault.maxWithdraw(bob), bob, bob);
        else vault.redeem(vault.maxRedeem(bob), bob, bob);
        assertLe(LST.balanceOf(bob), 2 * assets);
    }

    /// @dev Leaving by `exit` costs the leaver alone, and never pays more than a redemption.
    function testFuzz_NoRoundTripByExitGains(uint256 state, uint256 assets, uint256 poolBps) public inAState(state) {
        assets = bound(assets, 1e15, 50e18);
        _fund(bob, assets);
        vm.prank(bob);
        uint256 shares = vault.deposit(assets, bob);
        _movePoolTo(bound(poolBps, 9_700, 10_300));
        // Fees that are due until now are no cost of the exit.
        vault.sync();
        uint256 atBid = vault.previewRedeem(shares);
        uint256 valueOfAlice = vault.balanceOf(alice) * vault.valuation().navPar / vault.totalSupply();
        vm.prank(bob);
        uint256 paid = vault.exit(shares, 0, bob);
        assertLe(paid, atBid);
        assertLe(LST.balanceOf(bob), assets);
        uint256 afterwards = vault.balanceOf(alice) * vault.valuation().navPar / vault.totalSupply();
        assertGe(afterwards + 12, valueOfAlice, "those who stay");
    }

    /* VIEWS */

    function testFuzz_ConversionsRoundDown(uint256 state, uint256 amount) public inAState(state) {
        amount = bound(amount, 0, 1e26);
        assertLe(vault.convertToAssets(vault.convertToShares(amount)), amount);
        assertLe(vault.convertToShares(vault.convertToAssets(amount)), amount);
        // Under a price of one `convertToAssets` leaves out what the virtual share adds, a millionth of a millionth of a share.
        uint256 ofVirtual = amount * 1e6 / vault.totalSupply() + 1;
        assertLe(vault.previewRedeem(amount), vault.convertToAssets(amount) + ofVirtual);
        assertGe(vault.previewMint(amount), vault.convertToAssets(amount));
    }

    function testFuzz_TheOthersLoseNothingByAnEntryOrALeave(uint256 state, uint256 assets, uint256 part)
        public
        inAState(state)
    {
        assets = bound(assets, 1e9, 1e22);
        _fund(bob, assets);
        vault.sync();
        uint256 before = _priceOf1e27();
        vm.prank(bob);
        vault.deposit(assets, bob);
        assertGe(_priceOf1e27() + 1e9, before, "entry");
        before = _priceOf1e27();
        uint256 shares = bound(part, 1e6, vault.maxRedeem(alice));
        vm.prank(alice);
        vault.redeem(shares, alice, alice);
        // A thousand wei of the lender's rounding, spread over 1e27 shares.
        assertGe(_priceOf1e27() + 1e9, before, "leave");
    }

    /* ALLOWANCES */

    function testFuzz_OthersLeaveOnlyWithAnAllowance(uint256 state, uint256 shares, uint256 allowed)
        public
        inAState(state)
    {
        shares = bound(shares, 1e6, vault.maxRedeem(alice));
        allowed = bound(allowed, 0, 2 * shares);
        vm.prank(alice);
        vault.approve(bob, allowed);
        vm.prank(bob);
        if (allowed < shares) vm.expectRevert();
        vault.redeem(shares, bob, alice);
        assertEq(vault.allowance(alice, bob), allowed < shares ? allowed : allowed - shares);
    }

    function _priceOf1e27() private view returns (uint256) {
        return Math.mulDiv(1e27, 1e40, vault.convertToShares(1e40));
    }
}
