import { describe, expect, test } from 'vitest';
import { judge } from '../../script/bench/judge.ts';
import type { FigureSpec } from '../../script/bench/types.ts';

const spec: FigureSpec = { name: 'a.b', unit: 'ms', about: 'a thing', goal: null };
const rival = { name: 'somebody', value: 10 };

describe('a figure is in order', () => {
  test.each([
    ['on its goal', 150, true],
    ['over its goal', 150.001, false],
    ['under its goal', 1, true],
  ])('by its goal, %s', (_, value, ok) => {
    expect(judge({ ...spec, goal: 150 }, { value, rival: null }).ok).toBe(ok);
  });

  test('by its goal alone where it has one, however the rival does', () => {
    const claiming = { ...spec, goal: 150, claim: 'notWorseThanRival' } as const;
    expect(judge(claiming, { value: 20, rival }).ok).toBe(true);
    expect(judge(claiming, { value: 151, rival: { ...rival, value: 1_000 } }).ok).toBe(false);
  });

  test.each([
    [9, true],
    [10, true],
    [11, false],
  ])('at %d beside a rival of 10 where it claims to be no worse: %s', (value, ok) => {
    expect(judge({ ...spec, claim: 'notWorseThanRival' }, { value, rival }).ok).toBe(ok);
  });

  test('without goal and claim, whatever the rival does', () => {
    expect(judge(spec, { value: 11, rival }).ok).toBe(true);
  });

  test('the other way round where more is better', () => {
    const more = { ...spec, better: 'more' } as const;
    expect(judge({ ...more, goal: 100 }, { value: 99, rival: null }).ok).toBe(false);
    expect(judge({ ...more, goal: 100 }, { value: 101, rival: null }).ok).toBe(true);
    expect(judge({ ...more, claim: 'notWorseThanRival' }, { value: 9, rival }).ok).toBe(false);
  });
});

describe('a figure is not in order', () => {
  test('when it was not measured', () => {
    const { value, ok } = judge({ ...spec, goal: 150 }, undefined);
    expect({ value, ok }).toEqual({ value: null, ok: false });
  });

  test('when it claims something and there was no rival', () => {
    expect(judge({ ...spec, claim: 'notWorseThanRival' }, { value: 1, rival: null }).ok).toBe(false);
  });

  test('when it is no number', () => {
    expect(judge(spec, { value: Number.NaN, rival: null })).toMatchObject({ value: null, ok: false });
  });
});

test('values and rivals are rounded by their unit', () => {
  const reading = { value: 1.23456, rival: { name: 'somebody', value: 9.87654 } };
  expect(judge(spec, reading)).toMatchObject({ value: 1.235, rival: { value: 9.877 } });
  expect(judge({ ...spec, unit: 'gas' }, { value: 21_000.4, rival: null }).value).toBe(21_000);
});
