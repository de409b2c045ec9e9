import { inWords } from '../../core/text/inWords.ts';
import type { ReserveView } from '../../protocols/aave/reserves.ts';
import { formatWad } from '../output/formatWad.ts';
import { table } from '../output/table.ts';

/** Aave's reserves as a table. Amounts in whole units, rates a year. */
export function reserveTable(reserves: readonly ReserveView[]): string {
  const headings = ['Aave reserve', 'supplied', 'borrowed', 'used', 'supply rate', 'borrow rate', 'state'];
  const rows = reserves.map((reserve) => [
    reserve.symbol,
    formatWad(reserve.supplied, 0),
    formatWad(reserve.borrowed, 0),
    `${formatWad(reserve.utilisationWad * 100n, 2)} %`,
    inWords.percent(reserve.supplyRateRay),
    inWords.percent(reserve.borrowRateRay),
    describeState(reserve),
  ]);
  return table(headings, rows);
}

function describeState({ active, frozen, paused, borrowingEnabled }: ReserveView): string {
  const faults = [
    ...(active ? [] : ['inactive']),
    ...(frozen ? ['frozen'] : []),
    ...(paused ? ['paused'] : []),
    ...(borrowingEnabled ? [] : ['no borrowing']),
  ];
  return faults.length === 0 ? 'open' : faults.join(', ');
}
