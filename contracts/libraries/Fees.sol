// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";

/// @title Fees
/// @notice The shares that pay the fees due on a recognised value.
/// @dev Pure. Every rounding is for the holders.
library Fees {
    using Math for uint256;

    /// @notice Shares due, and the high-water mark after them.
    /// @dev Management: value × fee × elapsed / year. Performance: what the price that is left stands over the mark, times supply and fee. The
    /// shares are worth the fee once they exist: fee × supply / (value − fee). The mark follows the price after all of it and never falls, so
    /// that no gain is charged twice, recoveries included.
    /// @param value Recognised value, LST wei. @param supply Shares before the fee.
    /// @param markRay High-water mark, ray. @param elapsed Seconds since fees were last taken.
    function due(
        uint256 value,
        uint256 supply,
        uint256 markRay,
        uint256 elapsed,
        uint256 performanceBps,
        uint256 managementBps
    ) internal pure returns (uint256 shares, uint256 newMarkRay) {
        uint256 feeAssets = value.mulDiv(managementBps * elapsed, BalanceSheet.BPS * BalanceSheet.YEAR);
        // Longer than a vault may lie untouched for the fee to eat it whole.
        feeAssets = Math.min(feeAssets, value / 2);
        if (performanceBps != 0) {
            uint256 priceRay = BalanceSheet.priceRay(value - feeAssets, supply, Math.Rounding.Floor);
            if (priceRay > markRay) {
                uint256 gain = (priceRay - markRay).mulDiv(supply + BalanceSheet.VIRTUAL, BalanceSheet.RAY);
                feeAssets += gain.mulDiv(performanceBps, BalanceSheet.BPS);
            }
        }
        shares = feeAssets.mulDiv(supply + BalanceSheet.VIRTUAL, value + BalanceSheet.VIRTUAL - feeAssets);
        newMarkRay = performanceBps == 0
            ? markRay
            : Math.max(markRay, BalanceSheet.priceRay(value, supply + shares, Math.Rounding.Ceil));
    }

    /// @notice The mark after an entry: the mean of the mark and the entry's price, weighted by shares, so that what is over the mark for all stays
    /// the same sum. Without it an entrant who pays for a gain that is not recognised yet would be charged a fee on what he has paid.
    /// @param supply Shares before the entry. @param assets LST wei paid. @param shares Shares minted for it. Rounded up; never lower than before.
    function markAfterEntry(uint256 markRay, uint256 supply, uint256 assets, uint256 shares)
        internal
        pure
        returns (uint256)
    {
        uint256 before = supply + BalanceSheet.VIRTUAL;
        uint256 mean = Math.mulDiv(markRay, before, before + shares, Math.Rounding.Ceil)
            + Math.mulDiv(assets, BalanceSheet.RAY, before + shares, Math.Rounding.Ceil);
        return Math.max(markRay, mean);
    }
}
