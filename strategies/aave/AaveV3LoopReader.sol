// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveV3LoopState, IssuerState, PoolState, ReserveState} from "strategies/aave/AaveV3LoopState.sol";
import {IAaveV3Loop} from "strategies/aave/IAaveV3Loop.sol";
import {ReserveChecks} from "strategies/aave/ReserveChecks.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {IAaveAddressesProvider, IAaveOracle} from "strategies/aave/interfaces/IAaveOracle.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";
import {IAaveRateStrategy} from "strategies/aave/interfaces/IAaveRateStrategy.sol";
import {IAaveScaledToken} from "strategies/aave/interfaces/IAaveScaledToken.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {IWstEthMint} from "strategies/lido/interfaces/IWstEthMint.sol";
import {IUniswapV3Pool} from "strategies/uniswap/interfaces/IUniswapV3Pool.sol";

/// @title AaveV3LoopReader
/// @notice Reads a loop and the markets around it for a lens that is never deployed; gas is of no concern here.
library AaveV3LoopReader {
    using ReserveConfig for uint256;

    function read(address strategy) internal view returns (AaveV3LoopState memory s) {
        IAaveV3Loop loop = IAaveV3Loop(strategy);
        ReserveChecks.Market memory market = _market(loop);
        (s.collateral, s.debt) = loop.position();
        s.healthFactorWad = loop.healthFactorWad();
        s.healthFloorWad = loop.healthFloorWad();
        s.maxSlippageBps = loop.limits().maxSlippageBps;
        (s.eModeIntact, s.eModeCategory,,) = ReserveChecks.eMode(market, strategy);
        s.ltvBps = ReserveChecks.ltvBps(market);
        s.liquidationThresholdBps = ReserveChecks.liquidationThresholdBps(market);

        IAaveOracle oracle = IAaveOracle(IAaveAddressesProvider(market.pool.ADDRESSES_PROVIDER()).getPriceOracle());
        s.collateralPriceBase = oracle.getAssetPrice(market.lst);
        s.debtPriceBase = oracle.getAssetPrice(market.weth);
        s.collateralReserve = _reserve(market, market.lst);
        s.debtReserve = _reserve(market, market.weth);
        s.swapPool = _swapPool(loop.uniswapPool());
        s.issuer = _issuer(market.lst);
    }

    function _market(IAaveV3Loop loop) private view returns (ReserveChecks.Market memory) {
        IAavePool pool = IAavePool(loop.pool());
        (address lst, address weth) = (loop.asset(), loop.weth());
        return ReserveChecks.Market(
            pool, lst, weth, pool.getReserveData(lst).id, pool.getReserveData(weth).id, loop.eModeCategory()
        );
    }

    function _reserve(ReserveChecks.Market memory market, address asset) private view returns (ReserveState memory r) {
        IAavePool.ReserveData memory data = market.pool.getReserveData(asset);
        uint256 config = data.configuration;
        r.asset = asset;
        r.active = config.active();
        r.frozen = config.frozen();
        r.paused = config.paused();
        // In e-mode the category's bitmap alone decides.
        r.borrowingEnabled = uint256(market.pool.getEModeCategoryBorrowableBitmap(market.category)).contains(data.id);
        r.supplyCap = config.supplyCap();
        r.borrowCap = config.borrowCap();
        r.totalSupplied = ReserveChecks.countedSupply(market.pool, asset);
        r.totalDebt = IAaveScaledToken(data.variableDebtTokenAddress).totalSupply();
        r.availableLiquidity = market.pool.getVirtualUnderlyingBalance(asset);
        r.supplyRateRay = data.currentLiquidityRate;
        r.borrowRateRay = data.currentVariableBorrowRate;
        r.reserveFactorBps = config.reserveFactorBps();
        IAaveRateStrategy.RateData memory curve =
            IAaveRateStrategy(data.interestRateStrategyAddress).getInterestRateData(asset);
        r.optimalUsageRay = curve.optimalUsageRatio;
        r.baseRateRay = curve.baseVariableBorrowRate;
        r.slope1Ray = curve.variableRateSlope1;
        r.slope2Ray = curve.variableRateSlope2;
    }

    function _swapPool(address account) private view returns (PoolState memory p) {
        IUniswapV3Pool pool = IUniswapV3Pool(account);
        (p.sqrtPriceX96, p.tick,,,,,) = pool.slot0();
        p.liquidity = pool.liquidity();
        p.feePips = pool.fee();
    }

    function _issuer(address lst) private view returns (IssuerState memory i) {
        IStEth stEth = IStEth(IWstEthMint(payable(lst)).stETH());
        i.paused = stEth.isStakingPaused();
        i.stakeLimit = stEth.getCurrentStakeLimit();
    }
}
