// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveV3LoopReader} from "strategies/aave/AaveV3LoopReader.sol";
import {AaveV3LoopState, ReserveState} from "strategies/aave/AaveV3LoopState.sol";
import {IAaveOracle} from "strategies/aave/interfaces/IAaveOracle.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice What the lens hands to the keeper is what the protocols say.
contract ReaderTest is AaveLoopTest {
    function test_ReadsThePosition() public {
        _deploy(100e18, _up(_debtFor(100e18, 400), 0));
        vm.warp(block.timestamp + 1 hours);
        AaveV3LoopState memory s = AaveV3LoopReader.read(address(loop));
        (,,, uint256 threshold, uint256 ltv, uint256 health) = AAVE.getUserAccountData(address(loop));
        assertEq(s.healthFactorWad, health);
        assertEq(s.liquidationThresholdBps, threshold);
        assertEq(s.ltvBps, ltv);
        assertEq(s.collateral, IAaveScaledToken(aToken).balanceOf(address(loop)));
        assertEq(s.debt, IAaveScaledToken(debtToken).balanceOf(address(loop)));
        assertEq(s.healthFloorWad, loop.healthFloorWad());
        assertEq(s.maxSlippageBps, 30);
        assertEq(s.eModeCategory, CATEGORY);
        assertTrue(s.eModeIntact);
        assertEq(s.collateralPriceBase, IAaveOracle(PROVIDER.getPriceOracle()).getAssetPrice(address(LST)));
        assertEq(s.debtPriceBase, IAaveOracle(PROVIDER.getPriceOracle()).getAssetPrice(address(WETH)));
    }

    function test_ReadsTheMarkets() public view {
        AaveV3LoopState memory s = AaveV3LoopReader.read(address(loop));
        ReserveState memory r = s.debtReserve;
        assertEq(r.asset, address(WETH));
        assertTrue(r.active && r.borrowingEnabled && !r.frozen && !r.paused);
        assertEq(r.totalDebt, IAaveScaledToken(debtToken).totalSupply());
        assertEq(r.availableLiquidity, AAVE.getVirtualUnderlyingBalance(address(WETH)));
        assertEq(r.borrowRateRay, AAVE.getReserveData(address(WETH)).currentVariableBorrowRate);
        assertEq(r.supplyRateRay, AAVE.getReserveData(address(WETH)).currentLiquidityRate);
        assertGt(r.borrowRateRay, r.supplyRateRay);
        assertGt(r.optimalUsageRay, 0.5e27);
        assertGt(r.slope2Ray, r.slope1Ray);
        assertEq(r.borrowCap % WAD, 0);
        assertGt(r.borrowCap, r.totalDebt);
        // Aave's rate is the curve at this utilisation.
        uint256 usage = r.totalDebt * 1e27 / (r.totalDebt + r.availableLiquidity);
        assertLt(usage, r.optimalUsageRay, "the test's formula is that under the kink");
        assertApproxEqRel(r.borrowRateRay, r.baseRateRay + r.slope1Ray * usage / r.optimalUsageRay, 0.001e18);

        assertEq(s.collateralReserve.asset, address(LST));
        assertFalse(s.collateralReserve.borrowingEnabled, "the LST cannot be borrowed in the category");
        assertGe(s.collateralReserve.totalSupplied, IAaveScaledToken(aToken).totalSupply());

        (uint160 sqrtPriceX96, int24 tick,,,,,) = UNISWAP.slot0();
        assertEq(s.swapPool.sqrtPriceX96, sqrtPriceX96);
        assertEq(s.swapPool.tick, tick);
        assertEq(s.swapPool.liquidity, UNISWAP.liquidity());
        assertEq(s.swapPool.feePips, 100);
        assertFalse(s.issuer.paused);
        assertEq(s.issuer.stakeLimit, STETH.getCurrentStakeLimit());
    }

    function test_ReadsWhatHasChanged() public {
        _freeze(address(LST), true);
        _pause(address(WETH), true);
        _setCollateralInEMode(address(LST), false);
        _setBorrowableInEMode(address(WETH), false);
        _setSupplyCap(address(LST), 123);
        _setStakeLimit(0, true);
        AaveV3LoopState memory s = AaveV3LoopReader.read(address(loop));
        assertTrue(s.collateralReserve.frozen);
        assertTrue(s.debtReserve.paused);
        assertFalse(s.debtReserve.borrowingEnabled, "the reserve's own switch is still on, and does not count");
        assertFalse(s.eModeIntact);
        assertEq(s.ltvBps, 0, "frozen");
        assertLt(s.liquidationThresholdBps, 9_500);
        assertEq(s.collateralReserve.supplyCap, 123e18);
        assertTrue(s.issuer.paused);
        assertEq(s.issuer.stakeLimit, 0);
    }
}
