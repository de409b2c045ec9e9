// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Fees} from "contracts/libraries/Fees.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Fee shares are worth the fee and never more; no gain is charged twice.
contract FeesLibraryTest is Test {
    uint256 private constant RAY = 1e27;
    uint256 private constant YEAR = 365 days;
    uint256 private constant VIRTUAL = 1e6;

    function test_PerformanceIsAShareOfWhatThePriceRoseOverTheMark() public pure {
        // 110 for 100 shares, a tenth of the 10: shares worth 1 of 110, that is 100 / 109.
        (uint256 shares, uint256 markRay) = Fees.due(110e18, 100e18, RAY, 0, 1_000, 0);
        assertApproxEqAbs(shares, uint256(100e18) / 109, 1e6);
        assertApproxEqAbs(markRay, 1.09e27, 1e16);
    }

    function test_ManagementIsAShareOfTheValueForTheTime() public pure {
        (uint256 shares, uint256 markRay) = Fees.due(100e18, 100e18, 2 * RAY, YEAR / 2, 0, 200);
        assertApproxEqAbs(shares, uint256(100e18) / 99, 1e6);
        assertEq(markRay, 2 * RAY, "the mark is performance's");
    }

    function test_PerformanceIsTakenOfWhatManagementLeaves() public pure {
        (uint256 both,) = Fees.due(110e18, 100e18, RAY, YEAR, 1_000, 200);
        // Management 2.2, performance a tenth of 10 - 2.2: 2.98 of 110.
        assertApproxEqAbs(both, uint256(100e18) * 298 / (11_000 - 298), 1e6);
    }

    function test_ManagementNeverEatsMoreThanHalf() public pure {
        (uint256 shares,) = Fees.due(100e18, 100e18, RAY, 1_000 * YEAR, 0, 200);
        assertApproxEqAbs(shares, 100e18, 2 * VIRTUAL);
    }

    function test_UnderTheMarkNoPerformanceIsDue() public pure {
        (uint256 shares, uint256 markRay) = Fees.due(99e18, 100e18, RAY, YEAR, 3_000, 0);
        assertEq(shares, 0);
        assertEq(markRay, RAY, "and the mark does not follow");
    }

    function test_AnEmptyVaultOwesNothing() public pure {
        (uint256 shares,) = Fees.due(0, 0, RAY, YEAR, 3_000, 200);
        assertEq(shares, 0);
    }

    function testFuzz_FeeSharesAreWorthNoMoreThanTheFee(
        uint256 value,
        uint256 supply,
        uint256 markRay,
        uint256 elapsed,
        uint256 performanceBps,
        uint256 managementBps
    ) public pure {
        value = bound(value, 0, 1e27);
        supply = bound(supply, 1e15, 1e27);
        markRay = bound(markRay, RAY / 100, 100 * RAY);
        elapsed = bound(elapsed, 0, YEAR);
        performanceBps = bound(performanceBps, 0, 3_000);
        managementBps = bound(managementBps, 0, 200);
        (uint256 shares, uint256 newMarkRay) = Fees.due(value, supply, markRay, elapsed, performanceBps, managementBps);

        uint256 most = value * managementBps * elapsed / (10_000 * YEAR);
        uint256 atMark = Math.mulDiv(markRay, supply + VIRTUAL, RAY);
        if (value + VIRTUAL > atMark) most += (value + VIRTUAL - atMark) * performanceBps / 10_000;
        assertLe(BalanceSheet.toAssets(shares, supply + shares, value, Math.Rounding.Floor), most + 1);
        assertGe(newMarkRay, markRay, "the mark never falls");
    }

    /* ENTRIES */

    function test_AnEntryOverTheMarkLiftsItToTheMean() public pure {
        // 100 shares at 1 and 100 at 1.2.
        assertApproxEqAbs(Fees.markAfterEntry(RAY, 100e18, 120e18, 100e18), 1.1e27, 1e16);
        assertEq(Fees.markAfterEntry(2 * RAY, 100e18, 120e18, 100e18), 2 * RAY, "under it, it stays");
    }

    /// @dev What is over the mark for all is what a fee is charged on: an entry adds nothing to it, and over the mark takes nothing from it.
    function testFuzz_AnEntryLeavesWhatIsOverTheMarkAsItIs(
        uint256 markRay,
        uint256 supply,
        uint256 assets,
        uint256 shares
    ) public pure {
        markRay = bound(markRay, RAY / 100, 100 * RAY);
        supply = bound(supply, 1e15, 1e27);
        shares = bound(shares, 1, 1e27);
        assets = bound(assets, 1, 1e29);
        uint256 lifted = Fees.markAfterEntry(markRay, supply, assets, shares);
        assertGe(lifted, markRay, "the mark never falls");
        uint256 atMarkBefore = Math.mulDiv(markRay, supply + VIRTUAL, RAY) + assets;
        uint256 atMark = Math.mulDiv(lifted, supply + shares + VIRTUAL, RAY, Math.Rounding.Ceil);
        assertGe(atMark, atMarkBefore);
        if (lifted != markRay) assertLe(atMark, atMarkBefore + 2 + 2 * (supply + shares) / RAY);
    }

    function testFuzz_WhatWasChargedIsNotChargedAgain(uint256 value, uint256 supply, uint256 performanceBps)
        public
        pure
    {
        value = bound(value, 0, 1e27);
        supply = bound(supply, 1e15, 1e27);
        performanceBps = bound(performanceBps, 1, 3_000);
        (uint256 shares, uint256 markRay) = Fees.due(value, supply, RAY, 0, performanceBps, 0);
        (uint256 again,) = Fees.due(value, supply + shares, markRay, 0, performanceBps, 0);
        assertEq(again, 0);
        // Down and up again to where it was.
        (uint256 inLoss, uint256 markInLoss) = Fees.due(value / 2, supply + shares, markRay, 0, performanceBps, 0);
        assertEq(inLoss, 0);
        (uint256 recovered,) = Fees.due(value, supply + shares, markInLoss, 0, performanceBps, 0);
        assertEq(recovered, 0);
    }
}
