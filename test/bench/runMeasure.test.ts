import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KeeperError } from '../../keeper/core/errors.ts';
import { runMeasure } from '../../script/bench/runMeasure.ts';
import type { FigureSpec, Measure } from '../../script/bench/types.ts';

const a: FigureSpec = { name: 'a', unit: 'gas', about: 'a', goal: 5 };
const b: FigureSpec = { name: 'b', unit: 'gas', about: 'b', goal: null };
const never = new AbortController().signal;

async function run(take: Measure['take'], { figures = [a, b], signal = never } = {}) {
  const notes: string[] = [];
  const measure = { figures: [a, b], take };
  return { figures: await runMeasure({ measure, figures }, (line) => void notes.push(line), signal), notes };
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

  test('when it is interrupted, after it has come to its end', async () => {
    const controller = new AbortController();
    const { figures, notes } = await run(
      async (scope) => {
        scope.defer(async () => order.push('cleaned'));
        order.length = 0;
        controller.abort();
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push('ended');
        return scope.signal.throwIfAborted() ?? {};
      },
      { signal: controller.signal },
    );
    expect(order).toEqual(['ended', 'cleaned']);
    expect(figures[0]?.value).toBeNull();
    expect(notes).toEqual([]);
  });

  describe('when it is interrupted and comes to no end', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('after a while, and at once what it starts after that', async () => {
      let late = (): void => undefined;
      const running = run(
        async (scope) => {
          await deferring(scope);
          late = () => scope.defer(async () => order.push('late'));
          return new Promise(() => undefined);
        },
        { signal: AbortSignal.abort() },
      );
      await vi.advanceTimersByTimeAsync(7_000);
      expect(order).toEqual([]);
      await vi.advanceTimersByTimeAsync(1_500);
      await running;
      late();
      expect(order).toEqual(['second', 'first', 'late']);
    });
  });
});
