import fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceFees } from '../../../keeper/execute/priceFees.ts';

const gwei = 10n ** 9n;
const settings = {
  priorityFeePerGasWei: gwei / 10n,
  confirmations: 1,
  bumpAfterMs: 1,
  maxBumps: 1,
  timeoutMs: 1,
  pollingIntervalMs: 1,
};
const policy = {
  chainId: 1,
  vault: '0x',
  maxGas: 10n ** 7n,
  maxFeePerGasWei: 100n * gwei,
  maxCostWei: 10n ** 18n,
} as const;
const price = (baseFeePerGasWei: bigint, replaces?: { maxFeePerGasWei: bigint; priorityFeePerGasWei: bigint }) =>
  priceFees({ baseFeePerGasWei, gasLimit: 10n ** 6n, settings, policy, replaces });

test('room for the base fee to double, and no more than the ceiling', () => {
  expect(price(10n * gwei)).toEqual({ maxFeePerGasWei: 20n * gwei + gwei / 10n, priorityFeePerGasWei: gwei / 10n });
  expect(price(60n * gwei)?.maxFeePerGasWei).toBe(100n * gwei);
});

test('a base fee that leaves no room under the ceiling is waited out', () => {
  expect(price(99_900_000_000n)?.maxFeePerGasWei).toBe(100n * gwei);
  expect(price(99_900_000_001n)).toBeUndefined();
});

test('the ceiling for the cost lowers the fee', () => {
  const cheap = { ...policy, maxCostWei: 15n * gwei * 10n ** 6n };
  expect(
    priceFees({ baseFeePerGasWei: 10n * gwei, gasLimit: 10n ** 6n, settings, policy: cheap })?.maxFeePerGasWei,
  ).toBe(15n * gwei);
});

test('a replacement raises both fees by an eighth at least, which every node accepts, or is not made', () => {
  const amounts = fc.bigInt({ min: 0n, max: 120n * gwei });
  fc.assert(
    fc.property(amounts, amounts, amounts, (base, fee, tip) => {
      const old = { maxFeePerGasWei: fee, priorityFeePerGasWei: tip };
      const fees = price(base, old);
      if (fees === undefined) {
        const least = [base + gwei / 10n, (fee * 9n) / 8n, base + (tip * 9n) / 8n].reduce((a, b) => (a > b ? a : b));
        expect(least).toBeGreaterThanOrEqual(policy.maxFeePerGasWei - 2n);
        return;
      }
      expect(fees.maxFeePerGasWei * 8n).toBeGreaterThanOrEqual(fee * 9n);
      expect(fees.priorityFeePerGasWei * 8n).toBeGreaterThanOrEqual(tip * 9n);
      expect(fees.priorityFeePerGasWei).toBeGreaterThan(tip);
      expect(fees.maxFeePerGasWei).toBeGreaterThan(fee);
      expect(fees.maxFeePerGasWei).toBeLessThanOrEqual(policy.maxFeePerGasWei);
      expect(fees.maxFeePerGasWei).toBeGreaterThanOrEqual(base + fees.priorityFeePerGasWei);
    }),
  );
});
