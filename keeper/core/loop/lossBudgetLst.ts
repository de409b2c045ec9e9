import { maxOf } from '../math/maxOf.ts';
import { bps, wad } from '../math/units.ts';
import type { Policy } from '../policy.ts';
import type { VaultSnapshot } from '../snapshot.ts';

/**
 * What one batch is planned to lose at most, LST wei at par: the policy's share of what is left of the budget that the vault charges it to. A
 * batch that raises the risk of any strategy draws on `raise` alone, every other one on `lower`. Nothing where the budget is overdrawn.
 */
export function lossBudgetLst(
  { valuation, riskUpAvailableWad, riskDownAvailableWad }: VaultSnapshot,
  cost: Policy['cost'],
  direction: 'raise' | 'lower',
): bigint {
  const availableWad = maxOf(direction === 'raise' ? riskUpAvailableWad : riskDownAvailableWad, 0n);
  return (valuation.navPar * availableWad * cost.lossBudgetUseBps) / (wad * bps);
}
