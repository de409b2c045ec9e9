import { lowCarry } from './carry/lowCarry.ts';
import { rateObservations } from './carry/rateObservations.ts';
import { type StakingRate, stakingRate } from './carry/stakingRate.ts';
import type { LastBatch, Memory } from './memory.ts';
import type { Policy } from './policy.ts';
import type { Snapshot } from './snapshot.ts';

/** Takes a snapshot into the memory, and says what staking rate the memory then knows. */
export function remember(
  before: Memory,
  snapshot: Snapshot,
  policy: Policy,
): { readonly memory: Memory; readonly staking: StakingRate } {
  const observations = rateObservations(before.rateObservations, snapshot, policy.carry);
  const staking = stakingRate(observations, policy.carry);
  const memory: Memory = {
    rateObservations: observations,
    lowCarrySince: lowCarry(before.lowCarrySince, snapshot, staking.rateRay, policy.carry),
    lastBatch: lastBatch(before.lastBatch, snapshot),
  };
  return { memory, staking };
}

/** A vault that never ran a batch needs no pause; one that did, unseen by this memory, counts as having run it now. */
function lastBatch(before: LastBatch | undefined, { vault, timestamp }: Snapshot): LastBatch {
  const nonce = vault.rebalanceNonce;
  if (nonce === 0n) return { nonce, seenAt: 0n };
  const known = before?.nonce === nonce && before.seenAt <= timestamp;
  return { nonce, seenAt: known ? before.seenAt : timestamp };
}
