import { assert, bigInt, integer, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planUtilisation } from '../../script/replica/aave/planUtilisation.ts';

const wei = (max: bigint) => bigInt({ min: 0n, max });
const market = record({
  available: wei(10n ** 25n),
  otherDebt: bigInt({ min: 10n ** 18n, max: 10n ** 25n }),
  whaleDebt: wei(10n ** 24n),
  whaleSupplyBps: integer({ min: 0, max: 10_000 }),
  bps: integer({ min: 1, max: 10_000 }),
});

describe('planUtilisation', () => {
  test('reaches the target to the wei that rounding leaves, and never takes more than there is', () => {
    assert(
      property(market, ({ available, otherDebt, whaleDebt, whaleSupplyBps, bps }) => {
        const debt = otherDebt + whaleDebt;
        const whaleSupply = (available * BigInt(whaleSupplyBps)) / 10_000n;
        const plan = planUtilisation({ available, debt, whaleDebt, whaleSupply, bps });
        expect(plan.withdraw).toBeLessThanOrEqual(whaleSupply);
        expect(plan.repay).toBeLessThanOrEqual(whaleDebt);
        expect(Object.values(plan).every((amount) => amount >= 0n)).toBe(true);
        const left = available - plan.withdraw - plan.borrow + plan.repay + plan.supply;
        const owed = debt + plan.borrow - plan.repay;
        expect(left).toBeGreaterThanOrEqual(0n);
        // owed / (left + owed) = bps / 10000, up to one wei of debt and one of liquidity.
        const off = owed * 10_000n - BigInt(bps) * (left + owed);
        expect(off < 0n ? -off : off).toBeLessThanOrEqual(20_000n);
      }),
      { numRuns: 2_000 },
    );
  });

  test('undoes what the whale did before it does more', () => {
    const start = { available: 115_000n, debt: 885_000n, whaleDebt: 0n, whaleSupply: 0n };
    const up = planUtilisation({ ...start, bps: 10_000 });
    expect(up).toEqual({ withdraw: 0n, borrow: 115_000n, repay: 0n, supply: 0n });
    const full = { available: 0n, debt: 1_000_000n, whaleDebt: 115_000n, whaleSupply: 0n };
    expect(planUtilisation({ ...full, bps: 8_850 })).toEqual({ withdraw: 0n, borrow: 0n, repay: 115_000n, supply: 0n });
    const down = planUtilisation({ ...start, bps: 5_000 });
    expect(down).toEqual({ withdraw: 0n, borrow: 0n, repay: 0n, supply: 770_000n });
    const idle = { available: 885_000n, debt: 885_000n, whaleDebt: 0n, whaleSupply: 770_000n };
    expect(planUtilisation({ ...idle, bps: 8_850 })).toEqual({ withdraw: 770_000n, borrow: 0n, repay: 0n, supply: 0n });
  });
});
