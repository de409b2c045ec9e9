import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../keeper/core/checkPolicy.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { defaultPolicy, type Policy, policyBounds } from '../../../keeper/core/policy.ts';

const complaint = (policy: Policy): string => {
  try {
    checkPolicy(policy);
  } catch (error) {
    if (error instanceof KeeperError && error.kind === 'stop') return error.shortMessage;
    throw error;
  }
  return '';
};
const numbers = Object.entries(policyBounds).flatMap(([group, fields]) =>
  Object.entries(fields).map(([field, bound]) => ({ group, field, bound })),
);
const withNumber = (group: string, field: string, value: bigint): Policy => ({
  ...defaultPolicy,
  [group]: { ...(defaultPolicy as unknown as Record<string, object>)[group], [field]: value },
});

describe('policy', () => {
  it('accepts the default one, which has a bound for each of its numbers', () => {
    expect(complaint(defaultPolicy)).toBe('');
    for (const [group, fields] of Object.entries(defaultPolicy)) {
      expect(
        numbers
          .filter((n) => n.group === group)
          .map((n) => n.field)
          .sort(),
      ).toEqual(Object.keys(fields).sort());
    }
  });

  it.each(numbers)(
    'refuses $group.$field outside its bounds, with both of them in the sentence',
    ({ group, field, bound }) => {
      for (const value of [bound.min - 1n, bound.max + 1n]) {
        const text = complaint(withNumber(group, field, value));
        expect(text).toContain(`${group}.${field} is ${value}, must lie between ${bound.min} and ${bound.max}`);
      }
    },
  );

  it.each<[string, string, bigint, RegExp]>([
    ['health', 'targetWad', defaultPolicy.health.triggerWad, /health\.triggerWad .* must be under health\.targetWad/],
    ['leverage', 'minWad', defaultPolicy.leverage.maxWad + 1n, /leverage\.minWad .* must be at most leverage\.maxWad/],
    ['carry', 'resumeBps', defaultPolicy.carry.floorBps, /carry\.floorBps .* must be under carry\.resumeBps/],
    ['carry', 'horizonDays', 6n, /carry\.spikeHorizonDays .* must be at most carry\.horizonDays/],
    ['carry', 'rateWindowSeconds', 86_400n, /carry\.rateMinSpanSeconds .* must be at most carry\.rateWindowSeconds/],
  ])('refuses numbers that do not go together: %s.%s', (group, field, value, words) => {
    expect(complaint(withNumber(group, field, value))).toMatch(words);
  });

  it('names every problem at once', () => {
    const both = { ...withNumber('peg', 'maxDiscountBps', 0n), batch: { deadlineSeconds: 0n } };
    expect(complaint(both)).toMatch(/peg\.maxDiscountBps is 0.*batch\.deadlineSeconds is 0/);
  });

  it('never lets the lender-oracle stress go under the error that happened', () => {
    expect(complaint(withNumber('health', 'oracleErrorBps', 284n))).not.toBe('');
  });
});
