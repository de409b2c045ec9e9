import { describe, expect, test } from 'vitest';
import { measures } from '../../script/bench/measures/all.ts';
import { median } from '../../script/bench/support/median.ts';
import { planRecursionDown } from '../../script/bench/support/planRecursionDown.ts';
import { planRecursionUp } from '../../script/bench/support/planRecursionUp.ts';

const specs = measures.flatMap(({ figures }) => figures);

describe('the registry', () => {
  test('gives each name once, dotted', () => {
    const names = specs.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/);
  });

  test.each([
    ['replica.boot.cached', 2],
    ['start.once.second', 15],
    ['keeper.blockToSigned', 150],
    ['keeper.readsPerTick', 1],
  ])('%s has the goal that was set: %d', (name, goal) => {
    expect(specs.find((spec) => spec.name === name)?.goal).toBe(goal);
  });
});

describe('the median', () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
    [[7], 7],
  ])('of %j is %d', (numbers, middle) => expect(median(numbers)).toBe(middle));

  test('of nothing is no number, and the numbers keep their order', () => {
    expect(median([])).toBeNaN();
    const numbers = [2, 1];
    median(numbers);
    expect(numbers).toEqual([2, 1]);
  });
});

describe('the recursive rival is planned as well as it can be', () => {
  const wad = 10n ** 18n;
  const par = (12n * wad) / 10n;
  const debt = 4n * 100n * par;

  test('up: its borrows sum to the debt, stay within the limit, and a round fewer would not do', () => {
    const borrows = planRecursionUp(100n * wad, debt, par, 9_300n);
    expect(borrows.reduce((sum, borrow) => sum + borrow, 0n)).toBe(debt);
    let [supplied, owed] = [100n * wad, 0n];
    for (const borrow of borrows) {
      owed += borrow;
      expect(owed * 10_000n * wad <= supplied * par * 9_300n).toBe(true);
      supplied += (((borrow * wad) / par) * 99n) / 100n;
    }
    // Five rounds of a geometric series with 0.93 reach less than four times the stake.
    expect(borrows).toHaveLength(6);
  });

  test('down: it never leaves less than the threshold locks, and the last withdrawal is enough for the rest', () => {
    const withdrawals = planRecursionDown(500n * wad, debt, par, 9_500n);
    let [supplied, owed] = [500n * wad, debt];
    for (const withdrawal of withdrawals) {
      supplied -= withdrawal;
      expect(owed * 10_000n * wad <= supplied * par * 9_500n).toBe(true);
      owed -= (((withdrawal * par) / wad) * 99n) / 100n;
    }
    expect(owed <= 1_000n).toBe(true);
    expect(withdrawals.length).toBeLessThanOrEqual(6);
  });

  test('what no loop can do is refused instead of tried for ever', () => {
    expect(() => planRecursionUp(0n, debt, par, 9_300n)).toThrow(RangeError);
    expect(() => planRecursionDown(400n * wad, debt, par, 9_500n)).toThrow(RangeError);
  });
});
