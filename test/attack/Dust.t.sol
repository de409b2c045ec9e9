// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {LeveredAttack} from "test/attack/LeveredAttack.sol";

/// @notice Zero, one and two wei everywhere, and again and again: every rounding is the vault's.
contract DustTest is LeveredAttack {
    function test_NothingIsRefused() public {
        deal(address(LST), eve, 1e18);
        vm.startPrank(eve);
        LST.approve(address(vault), type(uint256).max);
        vm.expectRevert();
        vault.deposit(0, eve);
        vm.expectRevert();
        vault.mint(0, eve);
        vm.expectRevert();
        vault.withdraw(0, eve, eve);
        vm.expectRevert();
        vault.redeem(0, eve, eve);
        vm.expectRevert();
        vault.exit(0, 0, eve);
        vm.stopPrank();
    }

    /// @dev Five hundred acts of a few wei each, at a price over one and under it: not one of them pays, and the others lose nothing that could be counted.
    function test_FiveHundredActsOfAFewWeiEarnNothing() public {
        for (uint256 i; i < 2; ++i) {
            if (i == 1) _rebase(-200);
            uint256 alices = _owned(alice);
            deal(address(LST), eve, 1e9);
            vm.startPrank(eve);
            LST.approve(address(vault), type(uint256).max);
            for (uint256 j; j < 250; ++j) {
                _act(j);
            }
            vm.stopPrank();
            assertLe(_worth(eve), 1e9, "attacker's profit");
            // Collateral that comes out rounds at Aave, twelve wei a time at most.
            assertGe(_owned(alice) + 250 * ROUNDING, alices, "victims' loss");
        }
    }

    function _act(uint256 seed) private {
        uint256 amount = seed % 3 + 1;
        uint256 before = _worth(eve);
        if (seed % 4 == 0) try vault.deposit(amount, eve) {} catch {}
        if (seed % 4 == 1) try vault.mint(amount, eve) {} catch {}
        if (seed % 4 == 2) try vault.withdraw(amount, eve, eve) {} catch {}
        if (seed % 4 == 3) try vault.redeem(amount, eve, eve) {} catch {}
        assertLe(_worth(eve), before + 1, "a wei may come back that an earlier rounding took");
    }

    /// @dev The last wei of a holder, whatever its size.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_InAndOutOfAnyAmountEarnsNothing(uint256 assets, bool byMint, bool byWithdraw) public {
        assets = bound(assets, 2, 1e10);
        deal(address(LST), eve, assets);
        vm.startPrank(eve);
        LST.approve(address(vault), type(uint256).max);
        if (byMint) vault.mint(vault.previewDeposit(assets), eve);
        else if (vault.previewDeposit(assets) != 0) vault.deposit(assets, eve);
        uint256 most = vault.maxWithdraw(eve);
        if (byWithdraw && most != 0) vault.withdraw(most, eve, eve);
        if (!byWithdraw && vault.maxRedeem(eve) != 0) vault.redeem(vault.maxRedeem(eve), eve, eve);
        vm.stopPrank();
        assertLe(LST.balanceOf(eve), assets);
    }
}
