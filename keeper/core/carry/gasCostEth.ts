import type { Policy } from '../policy.ts';
import type { Snapshot } from '../snapshot.ts';

/** What one batch costs in gas at this block's base fee and the policy's priority fee, wei. */
export function gasCostEth({ baseFeePerGasWei }: Snapshot, cost: Policy['cost']): bigint {
  return cost.gasUnits * (baseFeePerGasWei + cost.priorityFeeWei);
}
