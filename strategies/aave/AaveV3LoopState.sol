// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What a keeper must know of an Aave v3 loop and of the markets around it; the `details` of kind "aave-v3-loop".
/// @param collateral LST supplied, wei. @param debt WETH owed, wei.
/// @param healthFactorWad `type(uint256).max` without debt. @param healthFloorWad The strategy's own floor. @param maxSlippageBps Its own bound.
/// @param eModeCategory The category the account is in. @param eModeIntact Whether category and membership are as the strategy needs them.
/// @param ltvBps Effective loan-to-value of the collateral (e-mode's where it applies). @param liquidationThresholdBps likewise.
/// @param collateralPriceBase Lender oracle's price of the LST. @param debtPriceBase and of WETH, same unit.
struct AaveV3LoopState {
    uint256 collateral;
    uint256 debt;
    uint256 healthFactorWad;
    uint256 healthFloorWad;
    uint256 maxSlippageBps;
    uint256 eModeCategory;
    bool eModeIntact;
    uint256 ltvBps;
    uint256 liquidationThresholdBps;
    uint256 collateralPriceBase;
    uint256 debtPriceBase;
    ReserveState collateralReserve;
    ReserveState debtReserve;
    PoolState swapPool;
    IssuerState issuer;
}

/// @notice One Aave reserve. Amounts in wei of the asset, rates in ray a year, caps in wei (zero: no cap).
/// @param borrowingEnabled Whether the e-mode category lets it be borrowed; in e-mode the reserve's own switch does not count.
/// @param totalSupplied Supply as the cap counts it: aTokens and what has accrued to the treasury. @param totalDebt variable debt supply. @param availableLiquidity What can be borrowed or withdrawn now.
/// @param optimalUsageRay Kink of the rate curve. @param baseRateRay, slope1Ray, slope2Ray The curve.
struct ReserveState {
    address asset;
    bool active;
    bool frozen;
    bool paused;
    bool borrowingEnabled;
    uint256 supplyCap;
    uint256 borrowCap;
    uint256 totalSupplied;
    uint256 totalDebt;
    uint256 availableLiquidity;
    uint256 supplyRateRay;
    uint256 borrowRateRay;
    uint256 reserveFactorBps;
    uint256 optimalUsageRay;
    uint256 baseRateRay;
    uint256 slope1Ray;
    uint256 slope2Ray;
}

/// @notice The Uniswap v3 pool of LST (token0) and WETH (token1). @param feePips Fee in hundredths of a bip.
struct PoolState {
    uint160 sqrtPriceX96;
    int24 tick;
    uint128 liquidity;
    uint24 feePips;
}

/// @notice The issuer's mint: whether it is paused and how much ETH it takes now, wei.
struct IssuerState {
    bool paused;
    uint256 stakeLimit;
}
