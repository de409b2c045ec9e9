// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice The loop's arithmetic: Aave 3.6's account formulas and their inverses. Both assets have 18 decimals.
library AaveV3LoopMath {
    uint256 internal constant WAD = 1e18;
    uint256 internal constant RAY = 1e27;
    uint256 internal constant BPS = 10_000;

    /* HEALTH */

    /// @notice Health factor (WAD) as Aave's `GenericLogic.calculateUserAccountData` computes it, rounding included.
    /// @param collateral, debt Balances of the supply and the debt token, wei.
    /// @param collateralPrice, debtPrice The lender's prices.
    function healthFactorWad(
        uint256 collateral,
        uint256 collateralPrice,
        uint256 debt,
        uint256 debtPrice,
        uint256 liquidationThresholdBps
    ) internal pure returns (uint256) {
        if (debt == 0) return type(uint256).max;
        uint256 debtBase = Math.ceilDiv(debt * debtPrice, WAD);
        // Aave rounds the value in base currency before it weights it.
        // forge-lint: disable-next-line(divide-before-multiply)
        uint256 weighted = (collateral * collateralPrice / WAD) * liquidationThresholdBps;
        return (weighted * WAD + debtBase / 2) / debtBase / BPS;
    }

    /// @notice The health factor that is still one after the lender's oracle has reported the collateral `oracleErrorBps` too low, on top of
    /// a discount of `depegBps`, and the debt has grown by `debtGrowthBps`: (1 + growth) / ((1 − error) × (1 − depeg)). WAD, rounded up.
    function healthFloorWad(uint256 oracleErrorBps, uint256 depegBps, uint256 debtGrowthBps)
        internal
        pure
        returns (uint256)
    {
        return Math.ceilDiv(WAD * (BPS + debtGrowthBps) * BPS, (BPS - oracleErrorBps) * (BPS - depegBps));
    }

    /// @notice The most collateral (wei) that can leave so that `healthFactorWad` stays at or above `floorWad`.
    /// @dev Inverts, step by step and with the same rounding, how Aave burns scaled balance (up) and values what remains (down).
    /// @param scaledCollateral Balance of the supply token before its index.
    /// @param index The reserve's normalized income, ray.
    function withdrawableAbove(
        uint256 floorWad,
        uint256 scaledCollateral,
        uint256 index,
        uint256 collateralPrice,
        uint256 debt,
        uint256 debtPrice,
        uint256 liquidationThresholdBps
    ) internal pure returns (uint256) {
        if (collateralPrice == 0 || debtPrice == 0 || liquidationThresholdBps == 0) {
            return 0;
        }
        uint256 debtBase = Math.ceilDiv(debt * debtPrice, WAD);
        uint256 minBase = Math.ceilDiv(floorWad * BPS * debtBase - debtBase / 2, liquidationThresholdBps * WAD);
        uint256 minCollateral = Math.ceilDiv(minBase * WAD, collateralPrice);
        uint256 minScaled = Math.ceilDiv(minCollateral * RAY, index);
        if (minScaled >= scaledCollateral) return 0;
        return (scaledCollateral - minScaled) * index / RAY;
    }

    /// @notice The debt token's balance after `eth` more has been borrowed. Aave rounds both steps up.
    function debtAfterBorrow(uint256 scaledDebt, uint256 eth, uint256 index) internal pure returns (uint256) {
        return Math.ceilDiv((scaledDebt + Math.ceilDiv(eth * RAY, index)) * index, RAY);
    }

    /// @notice The ETH (wei, rounded up) to repay, out of collateral that is sold for it, so that health factor reaches `floorWad`; the whole debt where
    /// no smaller amount does.
    /// @dev With C, D collateral and debt, p, q their prices, t the threshold, F the floor, and k the LST sold for each ETH:
    /// (C − k x) p t = F (D − x) q, hence x = (F D q − C p t) ÷ (F q − k p t). Each ETH repaid helps only while F q > k p t.
    /// @param soldPerEthWad LST that leave the position for each ETH repaid, WAD: price and bounty.
    function repayToFloor(
        uint256 floorWad,
        uint256 collateral,
        uint256 collateralPrice,
        uint256 debt,
        uint256 debtPrice,
        uint256 liquidationThresholdBps,
        uint256 soldPerEthWad
    ) internal pure returns (uint256) {
        uint256 wanted = Math.mulDiv(debt * debtPrice, floorWad, WAD, Math.Rounding.Ceil);
        uint256 weighted = collateral * collateralPrice * liquidationThresholdBps / BPS;
        if (weighted >= wanted) return 0;
        uint256 wantedPerEth = debtPrice * floorWad;
        uint256 soldPerEth =
            Math.mulDiv(soldPerEthWad * collateralPrice, liquidationThresholdBps, BPS, Math.Rounding.Ceil);
        if (soldPerEth >= wantedPerEth) return debt;
        return Math.min(debt, Math.mulDiv(wanted - weighted, WAD, wantedPerEth - soldPerEth, Math.Rounding.Ceil));
    }
}
