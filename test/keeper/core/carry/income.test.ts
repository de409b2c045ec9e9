import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borrowRateRay } from '../../../../keeper/core/aave/borrowRateRay.ts';
import { debtAtKink } from '../../../../keeper/core/carry/debtAtKink.ts';
import { debtIncome } from '../../../../keeper/core/carry/debtIncome.ts';
import { roundTripCostEth } from '../../../../keeper/core/carry/roundTripCostEth.ts';
import { defaultPolicy } from '../../../../keeper/core/policy.ts';
import { ethUntilPar } from '../../../../keeper/core/swap/ethUntilPar.ts';
import { lstOutForEthIn } from '../../../../keeper/core/swap/lstOutForEthIn.ts';
import { healthySnapshot, loopOf, poolAt, ray, wad, withLoop } from '../support/healthySnapshot.ts';

const par = healthySnapshot.vault.valuation.parWad;
const withReserve = (debt: bigint, totalDebt: bigint, availableLiquidity: bigint) =>
  loopOf(
    withLoop(healthySnapshot, ({ debtReserve }) => ({
      debt,
      debtReserve: { ...debtReserve, totalDebt, availableLiquidity },
    })),
  );

describe('income of a loop’s debt', () => {
  it('is debt × (earning − borrow rate at the utilisation that it makes)', () => {
    // 92 of 100 lent out is the kink of 2.6 %; with 46 it is 1.3 %.
    const details = withReserve(10n * wad, 46n * wad, 54n * wad);
    expect(debtIncome(details, 10n * wad, (28n * ray) / 1_000n)).toBe(10n * wad * ((15n * ray) / 1_000n));
    expect(debtIncome(details, 56n * wad, (28n * ray) / 1_000n)).toBe(56n * wad * ((2n * ray) / 1_000n));
  });

  it('has its kink where the reserve has: 46 more', () => {
    const details = withReserve(10n * wad, 46n * wad, 54n * wad);
    expect(debtAtKink(details)).toBe(56n * wad);
    const { debtReserve: reserve } = details;
    const more = debtAtKink(details) - details.debt;
    expect(borrowRateRay(reserve, reserve.totalDebt + more, reserve.availableLiquidity - more)).toBe(
      (26n * ray) / 1_000n,
    );
    expect(debtAtKink(withReserve(10n * wad, 98n * wad, 2n * wad))).toBe(4n * wad);
  });
});

describe('cost of a lever-up', () => {
  const cost = (debt: bigint, ethWei: bigint, exitShareBps: bigint) =>
    roundTripCostEth(withReserve(debt, 2_000_000n * wad, 500_000n * wad), par, ethWei, {
      ...defaultPolicy.cost,
      exitShareBps,
    });

  it('is the same in one step as in two', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 3_000n * wad), fc.bigInt(0n, 3_000n * wad), (first, second) => {
        const apart = cost(0n, first, 10_000n) + cost(first, second, 10_000n);
        const together = cost(0n, first + second, 10_000n);
        expect(apart - together).toBeLessThan(10n);
        expect(together - apart).toBeLessThan(10n);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('counts the share of the exit that the policy names: a fee of 1 bp and the impact', () => {
    const whole = cost(0n, 500n * wad, 10_000n);
    // 1 bp of 500 ETH, and 500² ÷ (5,000,000 × √1.22) of impact.
    expect(whole).toBeGreaterThan((90n * wad) / 1_000n);
    expect(whole).toBeLessThan((100n * wad) / 1_000n);
    expect(cost(0n, 500n * wad, 5_000n)).toBe(whole / 2n);
    expect(cost(0n, 500n * wad, 0n)).toBe(0n);
  });
});

describe('buying in the pool until par', () => {
  it('ends where the next LST costs par, fee included', () => {
    const pool = { ...poolAt((par * 99n) / 100n), liquidity: 5_000_000n * wad, feePips: 3_000n };
    const ethIn = ethUntilPar(pool, par);
    const step = wad / 1_000n;
    const next = lstOutForEthIn(pool, ethIn + step) - lstOutForEthIn(pool, ethIn);
    const atPar = (step * wad) / par;
    expect(next).toBeGreaterThan((atPar * 999_999n) / 1_000_000n);
    expect(next).toBeLessThan((atPar * 1_000_001n) / 1_000_000n);
    expect(ethUntilPar({ ...pool, ...poolAt(par) }, par)).toBe(0n);
  });
});
