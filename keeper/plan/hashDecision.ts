import { type Hash, keccak256, stringToHex } from 'viem';
import type { DecidedAction } from '../core/decision.ts';
import type { Memory } from '../core/memory.ts';
import type { Policy } from '../core/policy.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { DecisionHashes } from './types.ts';

/** The hashes of a decision: keccak256 over the canonical JSON of its inputs and, for the decision itself, of its actions as well. */
export function hashDecision(input: {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  /** As it was before the decision. */
  readonly memory: Memory;
  readonly actions: readonly DecidedAction[];
}): DecisionHashes {
  const { snapshot, policy, memory, actions } = input;
  return {
    snapshotHash: hash(snapshot),
    policyHash: hash(policy),
    decisionHash: hash({ snapshot, policy, memory, actions }),
  };
}

function hash(value: unknown): Hash {
  return keccak256(stringToHex(canonicalJson(value)));
}
