// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title ServiceLedger
/// @notice What each point of a line of shares was paid, kept as one checkpoint a service however many waited in it.
/// @dev Shares queue on a line of positions. A service pays `paidShares` of a stretch of it at one price; the rest of the stretch are holes, whose
/// owners left. The ledger accrues price times distance, holes included, so that the difference between two points is what the shares between them
/// are due. Nobody asks about a hole, hence what is due to all never exceeds what was paid: a stretch's slope is rounded down, and so is every difference.
library ServiceLedger {
    using SafeCast for uint256;

    /// @param position Where a service ended.
    /// @param value Assets that the line up to there would be due, had it no holes.
    struct Service {
        uint128 position;
        uint128 value;
    }

    /// @notice Records that the stretch from the last service to `position` was paid `assets` for `paidShares` of it.
    function record(Service[] storage self, uint256 position, uint256 paidShares, uint256 assets) internal {
        uint256 length = self.length;
        Service memory last = length == 0 ? Service(0, 0) : self[length - 1];
        // paidShares lie within the stretch, so the slope value / distance is at most assets / paidShares.
        uint256 value = last.value + Math.mulDiv(assets, position - last.position, paidShares);
        self.push(Service(position.toUint128(), value.toUint128()));
    }

    /// @notice Assets due to the shares in [from, to), rounded down; nothing is due beyond the last service.
    function assetsBetween(Service[] storage self, uint256 from, uint256 to) internal view returns (uint256) {
        return Math.saturatingSub(_valueAt(self, to, Math.Rounding.Floor), _valueAt(self, from, Math.Rounding.Ceil));
    }

    function _valueAt(Service[] storage self, uint256 position, Math.Rounding rounding) private view returns (uint256) {
        uint256 length = self.length;
        uint256 low = 0;
        uint256 high = length;
        // The first service that ended at or after the position.
        while (low < high) {
            uint256 middle = Math.average(low, high);
            if (self[middle].position < position) low = middle + 1;
            else high = middle;
        }
        Service memory before = low == 0 ? Service(0, 0) : self[low - 1];
        if (low == length) return before.value;
        Service memory next = self[low];
        return before.value
            + Math.mulDiv(
            next.value - before.value, position - before.position, next.position - before.position, rounding
        );
    }
}
