import { bps } from '../math/units.ts';
import type { Policy } from '../policy.ts';
import type { VaultSnapshot } from '../snapshot.ts';

/** What one batch is planned to lose at most, LST wei at par: the policy's share of the vault's bound. */
export function lossBudgetLst({ valuation, maxBatchLossBps }: VaultSnapshot, cost: Policy['cost']): bigint {
  return (valuation.navPar * maxBatchLossBps * cost.lossBudgetUseBps) / (bps * bps);
}
