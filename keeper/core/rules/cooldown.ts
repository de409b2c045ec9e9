import type { Context } from '../context.ts';
import type { Reason } from '../decision.ts';
import { inWords } from '../text/inWords.ts';

/**
 * Leverage is not raised again right after a batch, whoever sent it.
 *
 * @returns undefined where the pause is over
 */
export function cooldown({ snapshot, policy, memory }: Context): Reason | undefined {
  const { cooldownSeconds } = policy.allocate;
  const sinceSeconds = snapshot.timestamp - (memory.lastBatch?.seenAt ?? 0n);
  if (sinceSeconds >= cooldownSeconds) return undefined;
  const text = `No new leverage yet: the last batch was seen ${inWords.duration(sinceSeconds)} ago, and ${inWords.duration(cooldownSeconds)} must pass.`;
  return { rule: 'allocate', verdict: 'hold', text, facts: { sinceSeconds, cooldownSeconds } };
}
