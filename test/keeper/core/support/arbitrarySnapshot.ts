import fc from 'fast-check';
import type { Snapshot } from '../../../../keeper/core/snapshot.ts';
import { consistent, healthySnapshot, loopOf, percentRay, poolAt, wad, withLoop } from './healthySnapshot.ts';

const share = (part: bigint, whole: bigint, max: bigint): bigint => (whole * part) / max;
const mostly = <T>(usual: T, ...others: fc.Arbitrary<T>[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, ...others);
const rarely = fc.constant(true);

/**
 * Consistent snapshots of every sort of weather: pools over and under par, thin and deep; reserves empty and full, capped, frozen and paused;
 * loops from unlevered to close to liquidation; vaults with much and with nothing idle.
 */
export const arbitrarySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    parPips: fc.bigInt(1_000_000n, 1_400_000n),
    discountBps: fc.oneof({ weight: 4, arbitrary: fc.constant(0n) }, fc.bigInt(0n, 60n), fc.bigInt(0n, 800n)),
    poolBps: fc.oneof({ weight: 4, arbitrary: fc.bigInt(9_985n, 10_005n) }, fc.bigInt(9_200n, 10_100n)),
    liquidity: fc.constantFrom(50_000n, 500_000n, 5_000_000n, 50_000_000n),
    feePips: fc.constantFrom(100n, 500n),
    usage: fc.oneof(fc.bigInt(0n, 1_000n), fc.bigInt(600n, 900n)),
    size: fc.constantFrom(10_000n, 200_000n, 2_500_000n),
    slope1: fc.oneof(fc.bigInt(1n, 60n), fc.bigInt(20n, 30n)),
    slope2: fc.bigInt(60n, 900n),
    optimal: fc.oneof(fc.bigInt(40n, 95n), fc.constant(92n)),
    collateral: fc.oneof(fc.constant(0n), fc.bigInt(1n, 5_000n)),
    loanPart: fc.oneof(fc.constant(0n), fc.bigInt(0n, 960n), fc.bigInt(780n, 930n)),
    idle: fc.oneof(fc.constant(0n), fc.bigInt(0n, 2_000n)),
    capAssets: mostly(10_000n, fc.constant(0n), fc.constant(300n)),
    supplyCapRoom: mostly(100_000n, fc.constant(0n), fc.constant(50n)),
    borrowCapRoom: mostly(100_000n, fc.constant(0n), fc.constant(50n)),
    fresh: mostly(true, fc.constant(false)),
    frozen: mostly(false, rarely),
    paused: mostly(false, rarely),
    debtFrozen: mostly(false, rarely),
    eModeIntact: mostly(true, fc.constant(false)),
    ltvZero: mostly(false, rarely),
    issuerPaused: mostly(false, rarely),
    stakeLimit: fc.constantFrom(0n, 100n, 150_000n),
    baseFeeGwei: fc.constantFrom(1n, 30n, 200n),
    riskUpBps: mostly(50n, fc.constantFrom(5n, 0n, -200n)),
    riskDownBps: fc.constantFrom(5n, 50n, 300n, 500n),
    riskUpPaused: mostly(false, rarely),
    riskCap: mostly(10_000n, fc.constantFrom(0n, 250n)),
    nonce: fc.constantFrom(0n, 7n),
    rateErrorBps: fc.constantFrom(0n, 285n),
  })
  .map((w) => {
    const parWad = (w.parPips * wad) / 1_000_000n;
    const debtTotal = share(w.usage, w.size * wad, 1_000n);
    const collateral = w.collateral * wad;
    const base: Snapshot = {
      ...healthySnapshot,
      baseFeePerGasWei: w.baseFeeGwei * 10n ** 9n,
      marketFresh: w.fresh,
      strategies: healthySnapshot.strategies.map((strategy) => ({ ...strategy, capAssets: w.capAssets * wad })),
      vault: {
        ...healthySnapshot.vault,
        idle: w.idle * wad,
        rebalanceNonce: w.nonce,
        riskUpAvailableWad: (w.riskUpBps * wad) / 10_000n,
        riskDownAvailableWad: (w.riskDownBps * wad) / 10_000n,
        pauseFlags: w.riskUpPaused ? 2n : 0n,
        riskCaps: healthySnapshot.vault.riskCaps.map((cap) => ({ ...cap, capAssets: w.riskCap * wad })),
        valuation: {
          ...healthySnapshot.vault.valuation,
          parWad,
          marketWad: (parWad * (10_000n - w.discountBps)) / 10_000n,
        },
      },
    };
    return withLoop(base, (details) => ({
      collateral,
      debt: share(w.loanPart, (collateral * parWad) / wad, 1_000n),
      eModeIntact: w.eModeIntact,
      ltvBps: w.ltvZero ? 0n : details.ltvBps,
      collateralPriceBase: (details.debtPriceBase * parWad * (10_000n - w.rateErrorBps)) / (10_000n * wad),
      collateralReserve: {
        ...details.collateralReserve,
        frozen: w.frozen,
        paused: w.paused,
        supplyCap: details.collateralReserve.totalSupplied + w.supplyCapRoom * wad,
      },
      debtReserve: {
        ...details.debtReserve,
        frozen: w.debtFrozen,
        totalDebt: debtTotal,
        availableLiquidity: w.size * wad - debtTotal,
        borrowCap: debtTotal + w.borrowCapRoom * wad,
        optimalUsageRay: w.optimal * percentRay,
        slope1Ray: (w.slope1 * percentRay) / 10n,
        slope2Ray: (w.slope2 * percentRay) / 10n,
      },
      swapPool: { ...poolAt((parWad * w.poolBps) / 10_000n), liquidity: w.liquidity * wad, feePips: w.feePips },
      issuer: { paused: w.issuerPaused, stakeLimit: w.stakeLimit * wad },
    }));
  })
  // A reserve owes at least what this loop owes it, or there is no such world.
  .map((snapshot) => {
    const { debt } = loopOf(snapshot);
    return withLoop(snapshot, ({ debtReserve }) => ({
      debtReserve: { ...debtReserve, totalDebt: debtReserve.totalDebt + debt },
    }));
  })
  .map(consistent);
