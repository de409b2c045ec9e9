import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeOptionFault } from '../../keeper/cli/actions/describeOptionFault.ts';
import { scenarios } from '../../script/replica/scenarios/all.ts';

describe('an option of a scenario that is refused', () => {
  test.each([
    ['discount', { bps: 'many' }, 'must be a number'],
    ['discount', { bps: '99999' }, 'must be at most 1000'],
    ['discount', { bps: '-101' }, 'must be at least -100'],
    ['rebase', { bps: '-10000' }, 'must be over -10000'],
    ['rebase', { bps: '10000' }, 'must be under 10000'],
    ['jump', { seconds: '1.5' }, 'must be a whole number'],
    ['freeze', { asset: 'usdc', frozen: 'true' }, 'must be one of weth, wsteth'],
    ['freeze', { asset: 'weth', frozen: 'often' }, 'must be true or false'],
    ['lido-staking', { left: 'all' }, 'must be an amount of ETH'],
  ])('%s %o', (name, given, words) => {
    const parsed = scenarios.find((scenario) => scenario.name === name)?.options.safeParse(given);
    expect(parsed?.error?.issues.map(describeOptionFault)).toEqual([words]);
  });

  test('has its bounds in the help too', () => {
    const bounds = scenarios.flatMap(({ name, options }) =>
      Object.entries(options.shape).flatMap(([key, schema]) =>
        boundsOf(schema).map((bound) => ({ option: `${name} --${key}`, bound, help: descriptionOf(schema) })),
      ),
    );
    expect(bounds.length).toBeGreaterThan(10);
    for (const { option, bound, help } of bounds) expect(numbersIn(help), option).toContain(bound);
  });
});

/** The bounds that a schema of a number sets by itself, without those that every whole number has. */
function boundsOf(schema: z.core.$ZodType): readonly number[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return boundsOf(schema.unwrap());
  if (!(schema instanceof z.ZodNumber)) return [];
  return [schema.minValue, schema.maxValue].flatMap((bound) =>
    bound === null || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? [] : [bound],
  );
}

function numbersIn(text: string): readonly number[] {
  return (text.match(/-?\d+/g) ?? []).map(Number);
}

function descriptionOf(schema: z.core.$ZodType): string {
  return (schema instanceof z.ZodType ? schema.description : undefined) ?? '';
}
