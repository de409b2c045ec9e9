import { describe, expect, test } from 'vitest';
import { KeeperError } from '../../keeper/core/errors.ts';
import { runMeasure } from '../../script/bench/runMeasure.ts';
import type { FigureSpec, Measure } from '../../script/bench/types.ts';

const a: FigureSpec = { name: 'a', unit: 'gas', about: 'a', goal: 5 };
const b: FigureSpec = { name: 'b', unit: 'gas', about: 'b', goal: null };
const never = new Promise<void>(() => undefined);

async function run(take: Measure['take'], { figures = [a, b], interrupted = never } = {}) {
  const notes: string[] = [];
  const measure = { figures: [a, b], take };
  return { figures: await runMeasure({ measure, figures }, (line) => void notes.push(line), interrupted), notes };
}

describe('a measure', () => {
  test('gives a figure for each reading', async () => {
    const { figures } = await run(async () => ({ a: { value: 4, rival: null }, b: { value: 7, rival: null } }));
    expect(figures.map(({ name, value, ok }) => [name, value, ok])).toEqual([
      ['a', 4, true],
      ['b', 7, true],
    ]);
  });

  test('gives only what was asked for', async () => {
    const readings = { a: { value: 4, rival: null }, b: { value: 7, rival: null } };
    expect((await run(async () => readings, { figures: [b] })).figures.map(({ name }) => name)).toEqual(['b']);
  });

  test('that leaves a reading out fails for that figure', async () => {
    const { figures } = await run(async () => ({ a: { value: 4, rival: null } }));
    expect(figures.map(({ value, ok }) => [value, ok])).toEqual([
      [4, true],
      [null, false],
    ]);
  });

  test('that fails says why, and its figures are not in order', async () => {
    const { figures, notes } = await run(async () => {
      throw new KeeperError('The pool is empty. Fill it.', { kind: 'stop' });
    });
    expect(figures.every(({ value, ok }) => value === null && !ok)).toBe(true);
    expect(notes).toEqual(['a, b: not measured. The pool is empty. Fill it.']);
  });
});

describe('what a measure started is ended, the last first', () => {
  const order: string[] = [];
  const deferring: Measure['take'] = async ({ defer }) => {
    order.length = 0;
    defer(async () => order.push('first'));
    defer(async () => {
      order.push('second');
      throw new KeeperError('It does not end.', { kind: 'stop' });
    });
    return { a: { value: 1, rival: null } };
  };

  test('after it, also where one of them does not end well', async () => {
    const { notes, figures } = await run(deferring);
    expect(order).toEqual(['second', 'first']);
    expect(notes).toEqual(['a, b: It does not end.']);
    expect(figures[0]?.value).toBe(1);
  });

  test('when it fails', async () => {
    await run(async (scope) => {
      await deferring(scope);
      throw new KeeperError('no', { kind: 'stop' });
    });
    expect(order).toEqual(['second', 'first']);
  });

  test('when it is interrupted and would never end by itself', async () => {
    const interrupted = Promise.resolve();
    await run(async (scope) => (await deferring(scope)) && new Promise(() => undefined), { interrupted });
    expect(order).toEqual(['second', 'first']);
  });

  test('when it is started only after the interruption', async () => {
    const late: string[] = [];
    const interrupted = Promise.resolve();
    let started: Promise<unknown> = Promise.resolve();
    await run(
      ({ defer }) => {
        started = new Promise((resolve) => setTimeout(resolve, 5)).then(() => defer(async () => late.push('late')));
        return new Promise(() => undefined);
      },
      { interrupted },
    );
    await started;
    expect(late).toEqual(['late']);
  });
});
