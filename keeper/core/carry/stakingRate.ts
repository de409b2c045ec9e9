import { minOf } from '../math/minOf.ts';
import { bps, ray, secondsPerYear } from '../math/units.ts';
import type { RateObservation } from '../memory.ts';
import type { Policy } from '../policy.ts';

/** What the LST earns a year in ETH, and whether that was seen or is only believed. */
export type StakingRate = {
  readonly rateRay: bigint;
  readonly source: 'measured' | 'assumed';
  /** Length of the observations, seconds. */
  readonly spanSeconds: bigint;
};

/**
 * The staking rate from the growth of the redemption rate, (last ÷ first − 1) × year ÷ span, never more than the policy believes; the assumed
 * rate while the observations are shorter than the policy's shortest measurement. Observations never fall (see `rateObservations`), so that a
 * loss that happened once is not extrapolated to a year.
 */
export function stakingRate(observations: readonly RateObservation[], carry: Policy['carry']): StakingRate {
  const [first, last] = [observations[0], observations.at(-1)];
  const spanSeconds = first === undefined || last === undefined ? 0n : last.timestamp - first.timestamp;
  if (first === undefined || last === undefined || spanSeconds < carry.rateMinSpanSeconds || first.parWad === 0n) {
    return { rateRay: (carry.assumedStakingRateBps * ray) / bps, source: 'assumed', spanSeconds };
  }
  const growth = ((last.parWad - first.parWad) * ray * secondsPerYear) / (first.parWad * spanSeconds);
  return { rateRay: minOf(growth, (carry.maxStakingRateBps * ray) / bps), source: 'measured', spanSeconds };
}
