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

    /// @dev A hundred times the same call of one to three wei, at a price over one and under it: what each may round adds up to nothing for eve.
    function test_HundredsOfCallsOfAFewWeiEarnNothing() public {
        for (uint256 i; i < 2; ++i) {
            _rebase(i == 0 ? int256(100) : -200);
            for (uint256 kind; kind < 4; ++kind) {
                uint256 before = vm.snapshotState();
                _enter(eve, 1e9);
                deal(address(LST), eve, 1e9);
                (uint256 hers, uint256 alices) = (_worth(eve), _owned(alice));
                vm.startPrank(eve);
                for (uint256 j; j < 100; ++j) {
                    _act(kind, j % 3 + 1);
                }
                vm.stopPrank();
                // A wei, since what is left of her shares is rounded once.
                assertLe(_worth(eve), hers + 1, "attacker's profit");
                assertGe(_owned(alice) + ROUNDING, alices, "victims' loss");
                vm.revertToState(before);
            }
        }
    }

    function _act(uint256 kind, uint256 amount) private {
        if (kind == 0) try vault.deposit(amount, eve) {} catch {}
        if (kind == 1) vault.mint(amount, eve);
        if (kind == 2) vault.withdraw(amount, eve, eve);
        if (kind == 3) try vault.redeem(amount, eve, eve) {} catch {}
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
