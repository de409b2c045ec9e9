import { ceilDiv } from '../../core/math/ceilDiv.ts';
import { inWords } from '../../core/text/inWords.ts';
import { table } from '../output/table.ts';
import type { Budget } from '../session/readBudgets.ts';

/** A loss budget as data, with the seconds after which there is something in it again, and after which it is full. */
export interface BudgetView extends Budget {
  readonly usableInSeconds: number;
  readonly fullInSeconds: number;
}

const paidFor: Readonly<Record<Budget['name'], string>> = {
  riskUp: 'batches that raise risk',
  riskDown: 'batches that lower it',
};

/** When a budget has refilled, if nothing more is lost. Never, where it has no capacity. */
export function budgetView(budget: Budget): BudgetView {
  const { capacityWad, periodSeconds, availableWad } = budget;
  const until = (wad: bigint): number => {
    if (availableWad >= wad) return 0;
    if (capacityWad === 0n) return Number.POSITIVE_INFINITY;
    return Number(ceilDiv((wad - availableWad) * BigInt(periodSeconds), capacityWad));
  };
  return { ...budget, usableInSeconds: until(1n), fullInSeconds: until(capacityWad) };
}

/** The loss budgets as a table. */
export function budgetTable(budgets: readonly Budget[]): string {
  const rows = budgets.map((budget) => {
    const view = budgetView(budget);
    return [
      paidFor[view.name],
      inWords.lossWad(view.availableWad),
      `${inWords.lossWad(view.capacityWad)} in ${inWords.hours(BigInt(view.periodSeconds))}`,
      describeRefill(view),
    ];
  });
  return table(['loss budget', 'left', 'when full', 'refilled'], rows);
}

/** When a budget can be drawn on again and when it is full, in words. */
export function describeRefill({ usableInSeconds, fullInSeconds }: BudgetView): string {
  if (fullInSeconds === 0) return 'full';
  if (!Number.isFinite(fullInSeconds)) return 'never: it has no capacity';
  const full = `full in ${inWords.duration(BigInt(fullInSeconds))}`;
  return usableInSeconds === 0 ? full : `empty for ${inWords.duration(BigInt(usableInSeconds))}, ${full}`;
}
