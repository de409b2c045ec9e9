import type { RateObservation } from '../memory.ts';
import type { Policy } from '../policy.ts';
import type { Snapshot } from '../snapshot.ts';

/** A window holds this many observations, so that a memory stays small however often the keeper looks. */
const perWindow = 48n;

/**
 * The observations with this snapshot's redemption rate as the last one. Older than the window are dropped but for the one at its start; the
 * ones between are thinned. A rate that is not fresh is not taken in. After a fall (a slashing) the measurement begins anew, and one that lies
 * in this snapshot's future (a reorganisation, another chain) is forgotten.
 */
export function rateObservations(
  observations: readonly RateObservation[],
  snapshot: Snapshot,
  carry: Policy['carry'],
): readonly RateObservation[] {
  const now: RateObservation = { timestamp: snapshot.timestamp, parWad: snapshot.vault.valuation.parWad };
  const past = observations.filter(({ timestamp }) => timestamp < now.timestamp);
  if (!snapshot.marketFresh) return past;
  const last = past.at(-1);
  if (last === undefined || now.parWad < last.parWad) return [now];

  // The last one stays only if it is far enough from the one before; until then it is moved along.
  const previous = past.at(-2);
  const close = previous !== undefined && last.timestamp - previous.timestamp < carry.rateWindowSeconds / perWindow;
  const kept = close ? past.slice(0, -1) : past;
  const windowStart = now.timestamp - carry.rateWindowSeconds;
  const firstInside = kept.findIndex(({ timestamp }) => timestamp > windowStart);
  const from = firstInside === -1 ? kept.length - 1 : Math.max(firstInside - 1, 0);
  return [...kept.slice(from), now];
}
