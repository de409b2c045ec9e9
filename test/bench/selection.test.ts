import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../script/bench/parseArguments.ts';
import { pick } from '../../script/bench/pick.ts';
import type { Measure } from '../../script/bench/types.ts';

function measureOf(...names: readonly string[]): Measure {
  const figures = names.map((name) => ({ name, unit: 'gas' as const, about: name, goal: null }));
  return { figures, take: async () => ({}) };
}

const vault = measureOf('gas.deposit.idle', 'gas.withdraw.idle');
const keeper = measureOf('keeper.blockToSigned', 'keeper.blockToSigned.max', 'keeper.blockToSignedOther');
const namesOf = (only: readonly string[]) =>
  pick([vault, keeper], only).flatMap(({ figures }) => figures.map(({ name }) => name));

describe('--only', () => {
  test('left out, picks everything', () => {
    expect(pick([vault, keeper], [])).toEqual([
      { measure: vault, figures: vault.figures },
      { measure: keeper, figures: keeper.figures },
    ]);
  });

  test('picks one figure, and only the measure that gives it', () => {
    const picked = pick([vault, keeper], ['gas.withdraw.idle']);
    expect(picked).toEqual([{ measure: vault, figures: [vault.figures[1]] }]);
  });

  test('picks a group by whole words of its names', () => {
    expect(namesOf(['keeper.blockToSigned'])).toEqual(['keeper.blockToSigned', 'keeper.blockToSigned.max']);
    expect(namesOf(['keeper'])).toHaveLength(3);
  });

  test('picks the union of several names', () => {
    expect(namesOf(['gas', 'keeper.blockToSigned.max'])).toEqual([
      'gas.deposit.idle',
      'gas.withdraw.idle',
      'keeper.blockToSigned.max',
    ]);
  });

  test.each(['gas.deposi', 'speed', ''])(
    'refuses %j, which names nothing, and says how to see what there is',
    (name) => {
      expect(() => pick([vault, keeper], ['gas', name])).toThrow(/--list/);
    },
  );
});

describe('the arguments', () => {
  test('are all optional', () => {
    expect(parseArguments([])).toEqual({ json: false, list: false, only: [] });
  });

  test('are read in any order, names with commas or one by one', () => {
    expect(parseArguments(['--only', 'a,b', '--json', '--only=c', '--list'])).toEqual({
      json: true,
      list: true,
      only: ['a', 'b', 'c'],
    });
  });

  test.each([['--jsn'], ['gas'], ['--only'], ['--json=yes']])('%s is refused with what would be right', (argument) => {
    expect(() => parseArguments([argument])).toThrow(/--json, --list and --only NAME/);
  });
});
