import { borrowRateRay } from '../../../../keeper/core/aave/borrowRateRay.ts';
import { healthFactorWad } from '../../../../keeper/core/aave/healthFactorWad.ts';
import { sqrt } from '../../../../keeper/core/math/sqrt.ts';
import type { AaveLoopDetails, AaveReserve, Snapshot } from '../../../../keeper/core/snapshot.ts';

export const wad = 10n ** 18n;
export const ray = 10n ** 27n;
export const percentRay = ray / 100n;
export const loopAddress = '0x1000000000000000000000000000000000000001' as const;
const parWad = 1_220_000_000_000_000_000n;

const wethReserve: AaveReserve = {
  asset: '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2',
  active: true,
  frozen: false,
  paused: false,
  borrowingEnabled: true,
  supplyCap: 3_000_000n * wad,
  borrowCap: 2_700_000n * wad,
  totalSupplied: 2_500_000n * wad,
  totalDebt: 2_060_000n * wad,
  availableLiquidity: 440_000n * wad,
  supplyRateRay: 0n,
  borrowRateRay: 0n,
  reserveFactorBps: 1_500n,
  optimalUsageRay: 92n * percentRay,
  baseRateRay: 0n,
  slope1Ray: (26n * percentRay) / 10n,
  slope2Ray: 40n * percentRay,
};

const lstReserve: AaveReserve = {
  ...wethReserve,
  asset: '0x7f39C581F595B53c5cb19bD0b3f8dA6c935E2Ca0',
  supplyCap: 1_500_000n * wad,
  borrowCap: 100_000n * wad,
  totalSupplied: 1_200_000n * wad,
  totalDebt: 20_000n * wad,
  availableLiquidity: 1_180_000n * wad,
  optimalUsageRay: 80n * percentRay,
  slope1Ray: 2n * percentRay,
  slope2Ray: 85n * percentRay,
};

/** A healthy market as on mainnet, and a vault with 100 LST idle and an empty loop. Everything a test changes, it changes by `adjust`. */
export const healthySnapshot: Snapshot = {
  chainId: 1,
  blockNumber: 21_000_000n,
  blockHash: '0x1111111111111111111111111111111111111111111111111111111111111111',
  timestamp: 1_750_000_000n,
  baseFeePerGasWei: 10n ** 9n,
  vault: {
    address: '0x2000000000000000000000000000000000000002',
    name: 'Ballast wstETH',
    asset: lstReserve.asset,
    totalSupply: 100n * wad,
    idle: 100n * wad,
    valuation: {
      parWad,
      marketWad: parWad,
      navPar: 100n * wad,
      navMarket: 100n * wad,
      accrued: 100n * wad,
      ask: 100n * wad,
      bid: 100n * wad,
    },
    sharePriceWad: wad,
    rebalanceNonce: 0n,
    riskUpAvailableWad: wad / 200n,
    riskDownAvailableWad: wad / 200n,
    pauseFlags: 0n,
    riskCaps: [{ id: `0x${'22'.repeat(32)}`, capAssets: 10_000n * wad, exposed: 0n }],
  },
  marketFresh: true,
  quotes: [],
  strategies: [
    {
      address: loopAddress,
      kind: 'aave-v3-loop',
      lst: 0n,
      eth: 0n,
      allocation: 0n,
      capAssets: 10_000n * wad,
      riskMask: 1n,
      isolated: false,
      haircutBps: 0n,
      withdrawable: 0n,
      details: {
        kind: 'aave-v3-loop',
        collateral: 0n,
        debt: 0n,
        healthFactorWad: 2n ** 256n - 1n,
        healthFloorWad: (1_096n * wad) / 1_000n,
        maxSlippageBps: 100n,
        eModeCategory: 1n,
        eModeIntact: true,
        ltvBps: 9_300n,
        liquidationThresholdBps: 9_500n,
        collateralPriceBase: (3_000n * 10n ** 8n * parWad) / wad,
        debtPriceBase: 3_000n * 10n ** 8n,
        collateralReserve: lstReserve,
        debtReserve: wethReserve,
        swapPool: { ...poolAt((parWad * 9_998n) / 10_000n), liquidity: 5_000_000n * wad, feePips: 100n },
        issuer: { paused: false, stakeLimit: 150_000n * wad },
      },
    },
  ],
};

/** Price and tick of a pool at `rateWad` ETH per LST. */
export function poolAt(rateWad: bigint): { readonly sqrtPriceX96: bigint; readonly tick: bigint } {
  return {
    sqrtPriceX96: sqrt((rateWad * 2n ** 192n) / wad),
    tick: BigInt(Math.floor(Math.log(Number(rateWad) / 1e18) / Math.log(1.0001))),
  };
}

/** Recomputes what follows from a loop's balances and the vault's idle LST, so that a changed snapshot is a consistent one. */
export function consistent(snapshot: Snapshot): Snapshot {
  const { parWad: par, marketWad: market } = snapshot.vault.valuation;
  const strategies = snapshot.strategies.map((strategy) => {
    if (strategy.details.kind !== 'aave-v3-loop') return strategy;
    const { details } = strategy;
    const equity = details.collateral - (details.debt * wad + par - 1n) / par;
    return {
      ...strategy,
      lst: details.collateral,
      eth: -details.debt,
      allocation: equity > 0n ? equity : 0n,
      details: {
        ...details,
        healthFactorWad: healthFactorWad(details, details.collateral, details.debt),
        debtReserve: {
          ...details.debtReserve,
          borrowRateRay: borrowRateRay(
            details.debtReserve,
            details.debtReserve.totalDebt,
            details.debtReserve.availableLiquidity,
          ),
        },
      },
    };
  });
  const nav = (rate: bigint) => {
    const value = strategies.reduce((sum, { lst, eth }) => sum + lst + (eth * wad) / rate, snapshot.vault.idle);
    return value > 0n ? value : 0n;
  };
  const [navPar, navMarket] = [nav(par), nav(market)];
  const valuation = {
    ...snapshot.vault.valuation,
    navPar,
    navMarket,
    accrued: navPar,
    ask: navPar > navMarket ? navPar : navMarket,
    bid: navPar < navMarket ? navPar : navMarket,
  };
  const riskCaps = snapshot.vault.riskCaps.map((cap, number) => {
    const naming = strategies.filter(({ riskMask }) => ((riskMask >> BigInt(number)) & 1n) === 1n);
    return { ...cap, exposed: naming.reduce((sum, { allocation }) => sum + allocation, 0n) };
  });
  return { ...snapshot, strategies, vault: { ...snapshot.vault, valuation, riskCaps } };
}

/** The details of the first loop. */
export function loopOf(snapshot: Snapshot): AaveLoopDetails {
  const details = snapshot.strategies[0]?.details;
  if (details?.kind !== 'aave-v3-loop') throw new Error('The first strategy of this snapshot is no loop.');
  return details;
}

/** A snapshot with other details of its first loop, made consistent. */
export function withLoop(snapshot: Snapshot, change: (details: AaveLoopDetails) => Partial<AaveLoopDetails>): Snapshot {
  const strategies = snapshot.strategies.map((strategy, i) =>
    i === 0 && strategy.details.kind === 'aave-v3-loop'
      ? { ...strategy, details: { ...strategy.details, ...change(strategy.details) } }
      : strategy,
  );
  return consistent({ ...snapshot, strategies });
}
