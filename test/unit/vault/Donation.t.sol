// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Tokens sent to the vault without a deposit change nothing, in any state of it.
contract DonationTest is VaultFixture {
    function test_ADonationChangesNothing() public {
        _deposit(alice, 100e18);
        bytes32 before = _quotes();
        lst.mint(address(vault), 1e24);
        assertEq(_quotes(), before);
        vault.sync();
        assertEq(_quotes(), before);
        skip(365 days);
        assertEq(_quotes(), before);
    }

    function test_ADonatedWeiIsNotPaidOut() public {
        _deposit(alice, 100e18);
        lst.mint(address(vault), 50e18);
        assertEq(_redeemMax(alice), 100e18);
        assertEq(lst.balanceOf(address(vault)), 50e18 + SEED);
    }

    function test_ADonationIsNotCountedAsWhatAStrategyFreed() public {
        _deposit(alice, 100e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 60e18);
        lst.mint(address(vault), 60e18);
        strategy.setMode(StrategyDouble.Mode.KeepAssets);
        vm.expectRevert();
        vm.prank(alice);
        vault.withdraw(60e18, alice, alice);
    }

    function test_ADonationToAStrategyIsAGainAtTheRate() public {
        _deposit(alice, 100e18);
        _deposit(eve, 100e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 100e18);
        uint256 before = _bidValue(eve);
        strategy.gain(50e18);
        assertEq(_bidValue(eve), before, "not in one block");
    }

    function testFuzz_TheFirstDepositorCannotBeRobbedByADonation(
        uint256 first,
        uint256 donation,
        uint256 victims,
        bool toStrategy
    ) public {
        first = bound(first, 1, 1e18);
        donation = bound(donation, 0, 1e24);
        victims = bound(victims, 1e9, 1e24);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, SEED);
        _deposit(eve, first);
        if (toStrategy) {
            strategy.gain(donation);
            vault.sync();
        } else {
            lst.mint(address(vault), donation);
        }
        // The ask counts a donation to a strategy at once; a victim that it leaves without a share is refused, not robbed.
        if (vault.previewDeposit(victims) == 0) return;
        _deposit(alice, victims);
        if (vault.previewRedeem(vault.maxRedeem(eve)) != 0) _redeemMax(eve);
        assertLe(lst.balanceOf(eve), first + (toStrategy ? donation : 0), "the attack never pays");

        uint256 perShare = (vault.valuation().navPar + VIRTUAL) / (vault.totalSupply() + VIRTUAL) + 1;
        assertGe(vault.balanceOf(alice) * perShare + perShare, victims, "the victim owns what was paid, less a share");
        if (!toStrategy) assertGe(_bidValue(alice) + 2, victims, "and may take it out");
    }

    function _quotes() private view returns (bytes32) {
        return keccak256(
            abi.encode(
                vault.totalAssets(),
                vault.idle(),
                vault.previewDeposit(1e18),
                vault.previewMint(1e18),
                vault.previewWithdraw(1e18),
                vault.previewRedeem(1e18),
                vault.maxDeposit(alice),
                vault.maxWithdraw(alice),
                vault.maxRedeem(alice)
            )
        );
    }
}
