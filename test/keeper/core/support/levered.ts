import { decide } from '../../../../keeper/core/decide.ts';
import { emptyMemory, type Memory } from '../../../../keeper/core/memory.ts';
import { defaultPolicy, type Policy } from '../../../../keeper/core/policy.ts';
import type { Snapshot } from '../../../../keeper/core/snapshot.ts';
import { applyDecision } from './applyDecision.ts';
import { consistent, healthySnapshot } from './healthySnapshot.ts';

/** The healthy snapshot after the keeper's first decision was carried out and the pause after it is over. */
export function levered(policy: Policy = defaultPolicy): { readonly snapshot: Snapshot; readonly memory: Memory } {
  const first = decide(consistent(healthySnapshot), policy, emptyMemory);
  const snapshot = applyDecision(consistent(healthySnapshot), first);
  const { memory } = decide(snapshot, policy, first.memory);
  const later = snapshot.timestamp + policy.allocate.cooldownSeconds;
  return { snapshot: { ...snapshot, timestamp: later }, memory };
}
