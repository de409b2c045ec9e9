import { table } from '../../keeper/cli/output/table.ts';
import type { Figure, Unit } from './types.ts';

/** The figures as a table for people. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, rival, goal, ok }) => [
    name,
    format(value, unit),
    unit,
    format(goal, unit),
    format(rival?.value ?? null, unit),
    ratio(value, rival?.value),
    ok ? 'ok' : 'NOT OK',
    rival?.name ?? '',
  ]);
  return table(['figure', 'value', 'unit', 'goal', 'rival', 'ratio', '', 'the rival'], rows);
}

function format(value: number | null, unit: Unit): string {
  if (value === null) return '–';
  if (unit === 'gas') return value.toLocaleString('en-US');
  return Number(value.toPrecision(4)).toString();
}

/** Value ÷ rival. */
function ratio(value: number | null, rival: number | undefined): string {
  return value === null || rival === undefined || rival === 0 ? '–' : (value / rival).toFixed(2);
}
