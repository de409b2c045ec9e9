// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {SignedMath} from "@openzeppelin/contracts/utils/math/SignedMath.sol";

/// @title LossBudget
/// @notice A token bucket of losses in par share price (WAD fractions): it is full at `capacityWad`, losses are taken out of it, and it refills
/// linearly in `period` seconds. Gains never refill it, and no calendar does.
/// @dev A loss that has happened already is taken out even where it overdraws the bucket; it then takes longer to refill.
library LossBudget {
    using SafeCast for uint256;
    using SafeCast for int256;

    struct Bucket {
        int64 availableWad;
        uint64 capacityWad;
        uint32 period;
        uint32 updatedAt;
    }

    /// @dev A total loss of the share price and more; keeps the stored number in range.
    int256 private constant DEEPEST_WAD = -4e18;

    /// @notice What is left at `timestamp`.
    function remainingWad(Bucket memory bucket, uint256 timestamp) internal pure returns (int256) {
        uint256 refill = uint256(bucket.capacityWad) * (timestamp - bucket.updatedAt) / bucket.period;
        return SignedMath.min(bucket.availableWad + refill.toInt256(), int256(uint256(bucket.capacityWad)));
    }

    /// @notice Takes a loss out. @return left What is left after it, negative where overdrawn.
    function take(Bucket storage bucket, uint256 lossWad) internal returns (int256 left) {
        left = SignedMath.max(remainingWad(bucket, block.timestamp) - lossWad.toInt256(), DEEPEST_WAD);
        (bucket.availableWad, bucket.updatedAt) = (left.toInt64(), uint32(block.timestamp));
    }

    /// @notice Fills the bucket.
    function fill(Bucket storage bucket) internal {
        (bucket.availableWad, bucket.updatedAt) =
        (uint256(bucket.capacityWad).toInt256().toInt64(), uint32(block.timestamp));
    }

    /// @notice Changes size and pace; what is left stays, as far as it fits.
    function resize(Bucket storage bucket, uint256 capacityWad, uint256 period) internal {
        int256 left = bucket.period == 0 ? int256(0) : remainingWad(bucket, block.timestamp);
        (bucket.capacityWad, bucket.period) = (capacityWad.toUint64(), period.toUint32());
        bucket.availableWad = SignedMath.min(left, capacityWad.toInt256()).toInt64();
        bucket.updatedAt = uint32(block.timestamp);
    }

    /// @notice A loss as a fraction of a value, rounded up; zero where there is no value to lose.
    function fractionWad(uint256 loss, uint256 value) internal pure returns (uint256) {
        return value == 0 ? 0 : Math.mulDiv(loss, 1e18, value, Math.Rounding.Ceil);
    }
}
