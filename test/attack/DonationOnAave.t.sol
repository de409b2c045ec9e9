// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LeveredAttack} from "test/attack/LeveredAttack.sol";

/// @notice Whatever can be given to the vault, or to its loop by whatever way Aave has, given between eve's entry and her leave.
abstract contract Donations is LeveredAttack {
    uint256 internal constant WAYS = 6;

    /// @dev LST to the vault, LST, supply tokens or WETH to the loop, LST supplied for it, its debt repaid for it.
    function _donate(uint256 way, uint256 amount) internal {
        address giver = makeAddr("giver");
        deal(address(LST), giver, amount);
        deal(address(WETH), giver, amount);
        vm.startPrank(giver);
        LST.approve(address(AAVE), amount);
        WETH.approve(address(AAVE), amount);
        if (way == 0) assertTrue(LST.transfer(address(vault), amount));
        if (way == 1) assertTrue(LST.transfer(address(loop), amount));
        if (way == 2) assertTrue(WETH.transfer(address(loop), amount));
        if (way == 3) {
            AAVE.supply(address(LST), amount, giver, 0);
            uint256 held = IERC20(aToken).balanceOf(giver);
            if (held != 0) assertTrue(IERC20(aToken).transfer(address(loop), held));
        }
        if (way == 4) AAVE.supply(address(LST), amount, address(loop), 0);
        if (way == 5 && IERC20(debtToken).balanceOf(address(loop)) != 0) {
            AAVE.repay(address(WETH), amount, 2, address(loop));
        }
        vm.stopPrank();
    }
}

/// @notice Donations to a vault at work: nobody carries one off, no price moves within the block, nobody is harmed.
contract DonationOnAaveTest is Donations {
    /// forge-config: default.fuzz.runs = 96
    function testFuzz_NobodyCarriesADonationOff(uint256 way, uint256 amount, uint256 assets, bool synced, bool byExit)
        public
    {
        (amount, assets) = (bound(amount, 1e9, 1_000e18), bound(assets, 1e12, 5_000e18));
        _enter(eve, assets);
        uint256 hers = _bid(eve);
        uint256 alices = _owned(alice);
        _donate(way % WAYS, amount);
        if (synced) vault.sync();
        assertApproxEqAbs(_bid(eve), hers, ROUNDING, "the price moved within the block");
        _leave(eve, byExit);
        assertLe(_worth(eve), assets, "attacker's profit, the donation not counted");
        assertGe(_owned(alice) + ROUNDING, alices, "victims' loss");
    }

    /// @dev What lies about in the loop goes into its next operation; nobody gains who sends that operation's keeper a key and enters before.
    function test_WhatABatchSweepsInIsNobodysProfit() public {
        _enter(eve, 1_000e18);
        _donate(1, 50e18);
        _donate(2, 50e18);
        _leverUpByBatch();
        assertEq(LST.balanceOf(address(loop)), 0, "swept in");
        assertEq(WETH.balanceOf(address(loop)), 0, "swept in");
        _leave(eve, true);
        assertLe(_worth(eve), 1_000e18, "attacker's profit");
    }

    /// @dev A year after, it has come to all holders at the rate, and to nobody sooner.
    function test_ADonationComesToAllAtTheRate() public {
        uint256 before = _bid(alice);
        _donate(4, 200e18);
        vault.sync();
        assertApproxEqAbs(_bid(alice), before, ROUNDING);
        _passTime(1 days);
        assertLe(_bid(alice), before + before * vault.maxGainRateWad() / WAD / 365 + ROUNDING);
        assertGt(_bid(alice), before);
    }

    function _leverUpByBatch() private {
        _batch(IVaultTypes.ActionKind.Manage, 0, _up(1e18, 0));
    }
}

/// @notice First-depositor inflation: the vault holds its burnt seed alone, eve is there first and gives to it by every way there is.
contract FirstDepositorTest is Donations {
    function setUp() public override {
        super.setUp();
        // All that alice has goes home; the seed stays, and a wei of supply tokens keeps the loop from being empty.
        _batch(IVaultTypes.ActionKind.Manage, 0, _down(type(uint256).max, NO_BOUND));
        _leave(alice, false);
    }

    /// forge-config: default.fuzz.runs = 96
    function testFuzz_TheFirstDepositorCannotRobTheSecond(uint256 way, uint256 first, uint256 amount, uint256 victims)
        public
    {
        (first, amount, victims) = (bound(first, 1, 1e18), bound(amount, 1, 1_000e18), bound(victims, 1e9, 1_000e18));
        way %= WAYS;
        _enter(eve, first);
        _donate(way, amount);
        vault.sync();
        if (vault.previewDeposit(victims) == 0) return;
        _enter(depositor, victims);
        uint256 perShare = vault.valuation().navPar / vault.totalSupply() + 1;
        _leave(eve, false);
        // A gift that counts at once is paid for by the victim, who owns his part of it; of what he pays for it eve gets less than she gave.
        assertLe(_worth(eve), first + (way > 2 ? amount : 0), "attacker's profit");
        assertGe(_owned(depositor) + perShare + ROUNDING, victims, "the victim owns what was paid, less a share");
        // What was sent to the vault itself moved no price at all: it may be taken out again in the same block.
        // Under a price of one who enters pays for the virtual share, which nobody is paid for.
        if (way == 0) assertGe(_bid(depositor) + 1e6, victims, "victim's loss");
    }

    /// @dev Last out, a gift to the empty vault, and open again.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_ReopenedAfterTheLastHolderLeftNobodyIsRobbed(uint256 way, uint256 amount, uint256 victims)
        public
    {
        (amount, victims) = (bound(amount, 1, 1_000e18), bound(victims, 1e12, 1_000e18));
        assertEq(vault.balanceOf(alice), 0, "the last holder has left");
        _donate(way % WAYS, amount);
        vault.sync();
        if (vault.previewDeposit(victims) == 0) return;
        _enter(depositor, victims);
        uint256 perShare = vault.valuation().navPar / vault.totalSupply() + 1;
        assertGe(_owned(depositor) + perShare + ROUNDING, victims, "victim's loss");
        _enter(eve, 10e18);
        _leave(eve, false);
        assertLe(_worth(eve), 10e18, "attacker's profit");
    }
}
