// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";

/// @notice What may leave is the most that keeps the floor by Aave's own formula, its half added before the division included. At the sizes of a
/// market that half is far under a wei; here debts are large and thresholds small, so that it decides.
contract WithdrawableMathTest is Test {
    function testFuzz_IsTheMostThatKeepsTheFloor(uint256 debt, uint256 floorWad, uint256 thresholdBps, uint256 spare)
        public
        pure
    {
        debt = bound(debt, 1e18, 1e30);
        floorWad = bound(floorWad, 1e18, 2e18);
        thresholdBps = bound(thresholdBps, 1, 9_500);
        uint256 scaled = floorWad * 10_000 * debt / (thresholdBps * 1e18) + bound(spare, 1, 1e24);
        uint256 most = AaveV3LoopMath.withdrawableAbove(floorWad, scaled, 1e27, 1e18, debt, 1e18, thresholdBps);
        assertGe(_health(scaled - most, debt, thresholdBps), floorWad, "passes the floor");
        assertLt(_health(scaled - most - 1, debt, thresholdBps), floorWad, "a wei more would have kept it");
    }

    function test_NothingLeavesWhereAPriceOrTheThresholdIsMissing() public pure {
        assertGt(AaveV3LoopMath.withdrawableAbove(1e18, 3e18, 1e27, 1e8, 1e18, 1e8, 9_500), 0);
        assertEq(AaveV3LoopMath.withdrawableAbove(1e18, 3e18, 1e27, 0, 1e18, 1e8, 9_500), 0);
        assertEq(AaveV3LoopMath.withdrawableAbove(1e18, 3e18, 1e27, 1e8, 1e18, 0, 9_500), 0);
        assertEq(AaveV3LoopMath.withdrawableAbove(1e18, 3e18, 1e27, 1e8, 1e18, 1e8, 0), 0);
    }

    /// @dev At an index of one and a price of a unit a wei; the debt has the same price.
    function _health(uint256 collateral, uint256 debt, uint256 thresholdBps) private pure returns (uint256) {
        return AaveV3LoopMath.healthFactorWad(collateral, 1e18, debt, 1e18, thresholdBps);
    }
}
