import type { Figure, FigureSpec, Reading } from './types.ts';

const decimals = { gas: 0, calls: 0, ms: 3, s: 3, bps: 3 } as const;

/**
 * Turns a reading into a figure: rounded by its unit, and judged. With a goal, the value must keep it; without one, it must be no worse than the
 * rival where that is claimed. A measure that failed (no reading) and a claim that no rival could be run for are not in order.
 */
export function judge(spec: FigureSpec, reading: Reading | undefined): Figure {
  const { name, unit, goal } = spec;
  if (reading === undefined || !Number.isFinite(reading.value))
    return { name, value: null, unit, rival: null, goal, ok: false };
  const round = (value: number) => Number(value.toFixed(decimals[unit]));
  const rival = reading.rival === null ? null : { ...reading.rival, value: round(reading.rival.value) };
  const value = round(reading.value);
  return { name, value, unit, rival, goal, ok: isInOrder(spec, value, rival?.value) };
}

function isInOrder({ goal, claim, better = 'less' }: FigureSpec, value: number, rival: number | undefined): boolean {
  const keeps = (limit: number) => (better === 'less' ? value <= limit : value >= limit);
  if (goal !== null) return keeps(goal);
  if (claim === undefined) return true;
  return rival !== undefined && keeps(rival);
}
