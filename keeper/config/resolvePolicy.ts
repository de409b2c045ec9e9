import { defaultPolicy, type Policy } from '../core/policy.ts';
import type { PolicyChanges } from './policySchema.ts';

/** The default policy with the configured numbers in place of its own. */
export function resolvePolicy(changes: PolicyChanges = {}): Policy {
  return {
    health: { ...defaultPolicy.health, ...changes.health },
    peg: { ...defaultPolicy.peg, ...changes.peg },
    leverage: { ...defaultPolicy.leverage, ...changes.leverage },
    carry: { ...defaultPolicy.carry, ...changes.carry },
    cost: { ...defaultPolicy.cost, ...changes.cost },
    allocate: { ...defaultPolicy.allocate, ...changes.allocate },
    batch: { ...defaultPolicy.batch, ...changes.batch },
  };
}
