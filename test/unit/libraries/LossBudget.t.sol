// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {LossBudget} from "contracts/libraries/LossBudget.sol";
import {Test} from "forge-std/Test.sol";

/// @notice A token bucket: what is taken out of it comes back with time alone, linearly, and never over its size.
contract LossBudgetTest is Test {
    using LossBudget for LossBudget.Bucket;

    uint256 private constant CAPACITY = 0.01e18;
    uint256 private constant PERIOD = 1 days;
    int256 private constant DEEPEST = -4e18;

    LossBudget.Bucket private bucket;

    function setUp() public {
        vm.warp(1_750_000_000);
        bucket.resize(CAPACITY, PERIOD);
    }

    function test_StartsEmptyUntilItIsFilled() public {
        assertEq(_left(), 0);
        bucket.fill();
        assertEq(_left(), int256(CAPACITY));
    }

    function test_RefillsLinearly() public {
        assertEq(_left(), 0);
        skip(PERIOD / 4);
        assertEq(_left(), int256(CAPACITY / 4));
        skip(PERIOD / 2);
        assertEq(_left(), int256(CAPACITY * 3 / 4));
        skip(PERIOD / 4);
        assertEq(_left(), int256(CAPACITY));
        skip(100 * PERIOD);
        assertEq(_left(), int256(CAPACITY), "and not over its size");
    }

    function test_MidnightRefillsNothing() public {
        vm.warp(1_750_032_000 - 1);
        assertEq(block.timestamp % 1 days, 1 days - 1);
        bucket.fill();
        bucket.take(CAPACITY);
        skip(2);
        assertEq(_left(), int256(CAPACITY * 2 / PERIOD));
    }

    function test_AnOverdrawnBucketTakesLongerToRefill() public {
        bucket.fill();
        assertEq(bucket.take(3 * CAPACITY), -2 * int256(CAPACITY));
        skip(2 * PERIOD);
        assertEq(_left(), 0);
        skip(PERIOD);
        assertEq(_left(), int256(CAPACITY));
    }

    function test_ALossDeeperThanAnyStaysInRange() public {
        bucket.fill();
        for (uint256 i; i < 10; ++i) {
            assertGe(bucket.take(1e18), DEEPEST);
        }
        assertEq(bucket.take(type(uint128).max), DEEPEST);
    }

    function test_ResizingDoesNotFill() public {
        bucket.fill();
        bucket.take(CAPACITY);
        bucket.resize(4 * CAPACITY, PERIOD);
        assertEq(_left(), 0);
        bucket.fill();
        bucket.resize(CAPACITY, PERIOD);
        assertEq(_left(), int256(CAPACITY), "what does not fit is gone");
    }

    function test_ResizingCountsTheTimeBeforeAtTheOldPace() public {
        skip(PERIOD / 2);
        bucket.resize(CAPACITY, 10 * PERIOD);
        assertEq(_left(), int256(CAPACITY / 2));
        skip(PERIOD);
        assertEq(_left(), int256(CAPACITY / 2 + CAPACITY / 10));
    }

    function test_ALossIsAFractionRoundedUp() public pure {
        assertEq(LossBudget.fractionWad(1, 3), 333333333333333334);
        assertEq(LossBudget.fractionWad(1, 1e30), 1);
        assertEq(LossBudget.fractionWad(0, 5), 0);
        assertEq(LossBudget.fractionWad(5, 0), 0, "nothing is left to lose");
    }

    /// @dev The bound that a thief with the keeper key meets, whatever he takes and whenever.
    function testFuzz_NoMoreIsTakenThanFitsAndRefills(
        uint256 capacity,
        uint256 period,
        uint64[12] memory losses,
        uint32[12] memory pauses
    ) public {
        capacity = bound(capacity, 0, 0.05e18);
        period = bound(period, 1 days, 30 days);
        bucket.resize(capacity, period);
        bucket.fill();
        uint256 taken;
        uint256 elapsed;
        for (uint256 i; i < losses.length; ++i) {
            uint256 pause = bound(pauses[i], 0, 2 days);
            skip(pause);
            elapsed += pause;
            uint256 loss = bound(losses[i], 0, 2 * capacity);
            if (int256(loss) > _left()) continue;
            bucket.take(loss);
            taken += loss;
            assertGe(_left(), 0);
        }
        assertLe(taken, capacity + capacity * elapsed / period);
    }

    function testFuzz_ManySmallTakesRefillNoFasterThanNone(uint32[8] memory pauses) public {
        uint256 startedAt = block.timestamp;
        for (uint256 i; i < pauses.length; ++i) {
            skip(bound(pauses[i], 0, PERIOD / 8));
            bucket.take(0);
        }
        uint256 exact = CAPACITY * (block.timestamp - startedAt) / PERIOD;
        assertLe(_left(), int256(exact));
        assertGe(_left() + 8, int256(exact), "a wei lost for each take");
    }

    function _left() private view returns (int256) {
        return bucket.remainingWad(block.timestamp);
    }
}
