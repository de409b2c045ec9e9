import { checkPolicy } from '../core/checkPolicy.ts';
import { defaultPolicy, type Policy } from '../core/policy.ts';
import type { PolicyChanges } from './policySchema.ts';

/**
 * The default policy with the configured numbers in place of its own.
 *
 * @throws KeeperError `stop` where they do not go together
 */
export function resolvePolicy(changes: PolicyChanges = {}): Policy {
  const policy: Policy = {
    health: { ...defaultPolicy.health, ...changes.health },
    peg: { ...defaultPolicy.peg, ...changes.peg },
    leverage: { ...defaultPolicy.leverage, ...changes.leverage },
    carry: { ...defaultPolicy.carry, ...changes.carry },
    cost: { ...defaultPolicy.cost, ...changes.cost },
    allocate: { ...defaultPolicy.allocate, ...changes.allocate },
    batch: { ...defaultPolicy.batch, ...changes.batch },
  };
  checkPolicy(policy);
  return policy;
}
