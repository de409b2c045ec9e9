import { describe, expect, it } from 'vitest';
import { healthFactorWad } from '../../../../keeper/core/aave/healthFactorWad.ts';
import { stressedHealthWad } from '../../../../keeper/core/aave/stressedHealthWad.ts';
import { defaultPolicy } from '../../../../keeper/core/policy.ts';
import { wad } from '../support/healthySnapshot.ts';

const terms = {
  collateralPriceBase: 366_000_000_000n,
  debtPriceBase: 300_000_000_000n,
  liquidationThresholdBps: 9_500n,
};

describe('health factor', () => {
  it('is collateral × threshold ÷ debt', () => {
    // 500 LST at 3,660 against 488 ETH at 3,000: 1,830,000 × 0.95 ÷ 1,464,000.
    expect(healthFactorWad(terms, 500n * wad, 488n * wad)).toBe(1_187_500_000_000_000_000n);
  });

  it('is infinite without debt', () => {
    expect(healthFactorWad(terms, 500n * wad, 0n)).toBe(2n ** 256n - 1n);
  });

  it('values collateral down and debt up, as Aave does', () => {
    // Two thirds of a base unit of collateral is none; a third of a base unit of debt is one.
    expect(healthFactorWad({ ...terms, collateralPriceBase: 1n }, (2n * wad) / 3n, wad)).toBe(0n);
    const tiny = { ...terms, collateralPriceBase: 10n ** 18n, debtPriceBase: 1n };
    expect(healthFactorWad(tiny, wad, wad / 3n)).toBe(healthFactorWad(tiny, wad, wad));
  });

  it('under stress is what the shocks leave of it', () => {
    // 1.1875 × 0.97 × 0.95 ÷ 1.01 = 1.08344…, cut off.
    expect(stressedHealthWad(1_187_500_000_000_000_000n, defaultPolicy.health)).toBe(1_083_446_782_178_217_821n);
    expect(stressedHealthWad(2n ** 256n - 1n, defaultPolicy.health)).toBe(2n ** 256n - 1n);
  });
});
