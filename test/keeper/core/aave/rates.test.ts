import { describe, expect, it } from 'vitest';
import { borrowRateRay } from '../../../../keeper/core/aave/borrowRateRay.ts';
import { supplyRateRay } from '../../../../keeper/core/aave/supplyRateRay.ts';
import vectors from '../vectors/aaveRates.json' with { type: 'json' };

const bpsToRay = 10n ** 23n;

// Recorded from Aave v3.6's own DefaultReserveInterestRateStrategyV2 in forge: curves at random, and the edges of mainnet's WETH curve.
describe('Aave’s rate curve, against answers of the real contract', () => {
  const rows = vectors.map((row) => ({
    ...row,
    curve: {
      optimalUsageRay: BigInt(row.optimalUsageBps) * bpsToRay,
      baseRateRay: BigInt(row.baseRateBps) * bpsToRay,
      slope1Ray: BigInt(row.slope1Bps) * bpsToRay,
      slope2Ray: BigInt(row.slope2Bps) * bpsToRay,
      reserveFactorBps: BigInt(row.reserveFactorBps),
    },
  }));

  it('has vectors on both sides of the kink', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    const over = rows.filter(
      ({ totalDebt, availableLiquidity, optimalUsageBps }) =>
        BigInt(totalDebt) * 10_000n > BigInt(optimalUsageBps) * (BigInt(totalDebt) + BigInt(availableLiquidity)),
    );
    expect(over.length).toBeGreaterThan(10);
    expect(rows.length - over.length).toBeGreaterThan(10);
  });

  it.each(rows)('borrow rate at $totalDebt debt and $availableLiquidity free', (row) => {
    const rate = borrowRateRay(row.curve, BigInt(row.totalDebt), BigInt(row.availableLiquidity));
    expect(rate).toBe(BigInt(row.borrowRateRay));
  });

  it.each(rows)('supply rate at $totalDebt debt and $availableLiquidity free', (row) => {
    const rate = supplyRateRay(row.curve, BigInt(row.totalDebt), BigInt(row.availableLiquidity), BigInt(row.deficit));
    expect(rate).toBe(BigInt(row.supplyRateRay));
  });
});
