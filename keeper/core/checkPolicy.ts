import { KeeperError } from './errors.ts';
import { type Policy, type PolicyBound, policyBounds } from './policy.ts';

/** Pairs of numbers of which the first must stay under the second, or at most reach it. */
const orders: readonly {
  readonly low: string;
  readonly high: string;
  readonly mayEqual: boolean;
  readonly why: string;
}[] = [
  {
    low: 'health.triggerWad',
    high: 'health.targetWad',
    mayEqual: false,
    why: 'a restoration must end over its trigger',
  },
  { low: 'leverage.minWad', high: 'leverage.maxWad', mayEqual: true, why: 'there is no leverage between them' },
  { low: 'carry.floorBps', high: 'carry.resumeBps', mayEqual: false, why: 'lever-up and lever-down would take turns' },
  {
    low: 'carry.spikeHorizonDays',
    high: 'carry.horizonDays',
    mayEqual: true,
    why: 'a spike is the shorter of the two',
  },
  {
    low: 'carry.rateMinSpanSeconds',
    high: 'carry.rateWindowSeconds',
    mayEqual: true,
    why: 'a measurement must fit its window',
  },
];

/**
 * Makes sure that a policy keeps its bounds and that its numbers go together.
 *
 * @throws KeeperError (stop) that names every number that does not, with what was expected of it
 */
export function checkPolicy(policy: Policy): void {
  const numbers = new Map<string, bigint>();
  const problems: string[] = [];
  for (const [group, fields] of Object.entries(policyBounds) as [keyof Policy, Record<string, PolicyBound>][]) {
    for (const [field, { min, max, unit }] of Object.entries(fields)) {
      const name = `${group}.${field}`;
      const value = (policy[group] as Readonly<Record<string, bigint>>)[field];
      if (value === undefined || value < min || value > max) {
        problems.push(`${name} is ${value}, must lie between ${min} and ${max} (${unit})`);
      } else {
        numbers.set(name, value);
      }
    }
  }
  for (const { low, high, mayEqual, why } of orders) {
    const [a, b] = [numbers.get(low), numbers.get(high)];
    if (a !== undefined && b !== undefined && (mayEqual ? a > b : a >= b)) {
      problems.push(`${low} (${a}) must be ${mayEqual ? 'at most' : 'under'} ${high} (${b}): ${why}`);
    }
  }
  if (problems.length > 0) {
    throw new KeeperError(`The policy cannot be used: ${problems.join('; ')}. Change it in the configuration.`, {
      kind: 'stop',
      facts: { problems: problems.length },
    });
  }
}
