// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice What a thief may take by now, kept apart from the vault: at most a capacity at once, and no more than it and its refill in any stretch of time.
/// @dev Written from the sentence in docs/RISKS.md and not from the vault's own bucket.
library Allowance {
    struct Window {
        uint256 capacityWad;
        uint256 period;
        int256 leftWad;
        uint256 at;
        int256 lowestWad;
    }

    function open(Window storage w, uint256 capacityWad, uint256 period) internal {
        (w.capacityWad, w.period, w.leftWad, w.at) = (capacityWad, period, int256(capacityWad), block.timestamp);
        w.lowestWad = w.leftWad;
    }

    /// @notice Takes a loss that has happened, and remembers the deepest that was ever taken.
    function take(Window storage w, uint256 lossWad) internal {
        int256 left = w.leftWad + int256(w.capacityWad * (block.timestamp - w.at) / w.period);
        if (left > int256(w.capacityWad)) left = int256(w.capacityWad);
        (w.leftWad, w.at) = (left - int256(lossWad), block.timestamp);
        if (w.leftWad < w.lowestWad) w.lowestWad = w.leftWad;
    }
}
