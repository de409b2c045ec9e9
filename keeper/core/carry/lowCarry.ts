import { isLoop } from '../loop/isLoop.ts';
import { bps, ray } from '../math/units.ts';
import type { LowCarry } from '../memory.ts';
import type { Policy } from '../policy.ts';
import type { Snapshot } from '../snapshot.ts';
import { carryRay } from './carryRay.ts';

/**
 * Since when each levered loop's carry has been low. The timer starts when carry falls under the floor and stops only when it is back over
 * the rate at which new debt would be taken on, so that noise around the floor does not reset it.
 */
export function lowCarry(
  before: readonly LowCarry[],
  snapshot: Snapshot,
  stakingRay: bigint,
  { floorBps, resumeBps }: Policy['carry'],
): readonly LowCarry[] {
  return snapshot.strategies
    .flatMap((strategy) => {
      if (!isLoop(strategy) || strategy.details.debt === 0n) return [];
      const { netRay } = carryRay(strategy.details, stakingRay);
      const known = before.find((entry) => entry.strategy === strategy.address && entry.since <= snapshot.timestamp);
      const running = known !== undefined && netRay < (resumeBps * ray) / bps;
      if (running) return [known];
      return netRay < (floorBps * ray) / bps ? [{ strategy: strategy.address, since: snapshot.timestamp }] : [];
    })
    .sort((a, b) => (a.strategy < b.strategy ? -1 : 1));
}
