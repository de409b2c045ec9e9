// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Test} from "forge-std/Test.sol";
import {AaveV3LoopMath} from "strategies/aave/AaveV3LoopMath.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";

/// @notice What a rescue repays, against the account that it leaves behind, valued by Aave's own formula.
contract RescueMathTest is Test {
    uint256 private constant WAD = 1e18;
    uint256 private constant BPS = 10_000;
    uint256 private constant PRICE_ETH = 3_000e8;
    uint256 private constant THRESHOLD_BPS = 9_500;
    uint256 private constant FLOOR_WAD = 1.045e18;

    function _health(uint256 collateral, uint256 price, uint256 debt) private pure returns (uint256) {
        return AaveV3LoopMath.healthFactorWad(collateral, price, debt, PRICE_ETH, THRESHOLD_BPS);
    }

    /// @dev Enough: what is sold at the assumed price brings the floor. Not more than enough: a ten-thousandth less does not.
    function testFuzz_ItReachesTheFloorAndNoFurther(uint256 collateral, uint256 healthWad, uint256 costBps)
        public
        pure
    {
        collateral = bound(collateral, 1e18, 1e24);
        healthWad = bound(healthWad, 1.001e18, FLOOR_WAD - 0.001e18);
        costBps = bound(costBps, 0, 210);
        uint256 price = PRICE_ETH * 12 / 10;
        uint256 debt = collateral * price / PRICE_ETH * THRESHOLD_BPS / BPS * WAD / healthWad;
        uint256 soldPerEthWad = WAD * WAD / 1.2e18 * (BPS + costBps) / BPS;
        uint256 eth =
            AaveV3LoopMath.repayToFloor(FLOOR_WAD, collateral, price, debt, PRICE_ETH, THRESHOLD_BPS, soldPerEthWad);
        assertLt(eth, debt);
        assertGe(_health(collateral - eth * soldPerEthWad / WAD, price, debt - eth) + 1e9, FLOOR_WAD);
        uint256 less = eth - eth / 10_000 - 1;
        assertLt(_health(collateral - less * soldPerEthWad / WAD, price, debt - less), FLOOR_WAD);
    }

    function test_NothingIsRepaidAtTheFloor() public pure {
        uint256 debt = uint256(100e18) * THRESHOLD_BPS / BPS * WAD / FLOOR_WAD;
        assertEq(
            AaveV3LoopMath.repayToFloor(FLOOR_WAD, 100e18, PRICE_ETH, debt, PRICE_ETH, THRESHOLD_BPS, WAD), 0, "at it"
        );
        assertGt(
            AaveV3LoopMath.repayToFloor(FLOOR_WAD, 100e18, PRICE_ETH, debt + 1e9, PRICE_ETH, THRESHOLD_BPS, WAD),
            0,
            "a gwei of debt past it"
        );
    }

    /// @dev Where each ETH repaid takes out more health than it brings, or not even all would do, all of the debt is named.
    function test_WhereNoPartSufficesTheWholeDebtIsNamed() public pure {
        uint256 soldPerEthWad = WAD * FLOOR_WAD / WAD * BPS / THRESHOLD_BPS + 1;
        assertEq(
            AaveV3LoopMath.repayToFloor(FLOOR_WAD, 100e18, PRICE_ETH, 95e18, PRICE_ETH, THRESHOLD_BPS, soldPerEthWad),
            95e18
        );
        assertEq(AaveV3LoopMath.repayToFloor(FLOOR_WAD, 50e18, PRICE_ETH, 95e18, PRICE_ETH, THRESHOLD_BPS, WAD), 95e18);
    }

    /// @dev At that price or over it the next LST sold brings at least `rateWad` after the fee; a millionth lower it does not.
    function testFuzz_TheSalePriceBringsTheRateAfterTheFee(uint256 rateWad, uint256 feePips) public pure {
        rateWad = bound(rateWad, 0.5e18, 3e18);
        feePips = bound(feePips, 0, 10_000);
        uint256 sqrtPrice = LstMarketMath.sqrtSalePriceAt(rateWad, feePips);
        assertGe(_brings(sqrtPrice, feePips) + 2, rateWad);
        assertLt(_brings(sqrtPrice - sqrtPrice / 1e6, feePips), rateWad);
    }

    function _brings(uint256 sqrtPrice, uint256 feePips) private pure returns (uint256) {
        return sqrtPrice * sqrtPrice / (1 << 96) * WAD / (1 << 96) * (1e6 - feePips) / 1e6;
    }
}
