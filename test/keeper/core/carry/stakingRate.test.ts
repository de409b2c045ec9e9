import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateObservations } from '../../../../keeper/core/carry/rateObservations.ts';
import { stakingRate } from '../../../../keeper/core/carry/stakingRate.ts';
import type { RateObservation } from '../../../../keeper/core/memory.ts';
import { defaultPolicy } from '../../../../keeper/core/policy.ts';
import type { Snapshot } from '../../../../keeper/core/snapshot.ts';
import { healthySnapshot, percentRay, ray, wad } from '../support/healthySnapshot.ts';

const { carry } = defaultPolicy;
const day = 86_400n;
const start = healthySnapshot.timestamp;

const at = (timestamp: bigint, parWad: bigint, marketFresh = true): Snapshot => ({
  ...healthySnapshot,
  timestamp,
  marketFresh,
  vault: { ...healthySnapshot.vault, valuation: { ...healthySnapshot.vault.valuation, parWad } },
});
const watch = (snapshots: readonly Snapshot[]): readonly RateObservation[] =>
  snapshots.reduce<readonly RateObservation[]>((seen, snapshot) => rateObservations(seen, snapshot, carry), []);
/** A daily rebase of `perDay` parts in a million, looked at every `every` seconds. */
const rebasing = (days: bigint, perDay: bigint, every: bigint): Snapshot[] =>
  Array.from({ length: Number((days * day) / every) + 1 }, (_, i) => {
    const elapsed = BigInt(i) * every;
    return at(start + elapsed, wad + ((elapsed / day) * perDay * wad) / 1_000_000n);
  });

describe('staking rate', () => {
  it('is the assumed one until the observations are long enough, then the measured one', () => {
    const short = watch(rebasing(6n, 77n, 3_600n));
    expect(stakingRate(short, carry)).toEqual({
      rateRay: (28n * percentRay) / 10n,
      source: 'assumed',
      spanSeconds: 6n * day,
    });
    const long = watch(rebasing(7n, 77n, 3_600n));
    // 77 parts in a million a day, 365 times.
    expect(stakingRate(long, carry)).toEqual({
      rateRay: (28_105n * ray) / 1_000_000n,
      source: 'measured',
      spanSeconds: 7n * day,
    });
    expect(stakingRate([], carry).source).toBe('assumed');
  });

  it('is zero where the rate stands still: an issuer that stopped paying is believed', () => {
    expect(stakingRate(watch(rebasing(10n, 0n, 3_600n)), carry)).toMatchObject({ rateRay: 0n, source: 'measured' });
  });

  it('is never believed over the policy’s bound', () => {
    expect(stakingRate(watch(rebasing(10n, 5_000n, 3_600n)), carry).rateRay).toBe(8n * percentRay);
  });

  it('forgets what was paid before the window', () => {
    const generous = rebasing(30n, 200n, 3_600n);
    const last = generous.at(-1)?.vault.valuation.parWad ?? 0n;
    const stingy = rebasing(14n, 50n, 3_600n).map(({ timestamp, vault }) =>
      at(timestamp + 30n * day, (last * vault.valuation.parWad) / wad),
    );
    const { rateRay } = stakingRate(watch([...generous, ...stingy.slice(1)]), carry);
    expect(rateRay).toBeGreaterThan((180n * ray) / 10_000n);
    // Of the 730 a year at 200 a day no more is left than the one report at the window's edge.
    expect(rateRay).toBeLessThan((240n * ray) / 10_000n);
  });

  it('begins anew after a loss, instead of spreading it over a year', () => {
    const before = rebasing(10n, 77n, 3_600n);
    const fallen = at(start + 10n * day + 12n, (wad * 95n) / 100n);
    const seen = watch([...before, fallen]);
    expect(seen).toEqual([{ timestamp: fallen.timestamp, parWad: (wad * 95n) / 100n }]);
    expect(stakingRate(seen, carry).source).toBe('assumed');
  });

  it('takes in no rate that is not fresh, and none that lies in the future', () => {
    const seen = watch([at(start, wad), at(start + 12n, wad / 2n, false)]);
    expect(seen).toEqual([{ timestamp: start, parWad: wad }]);
    const reorganised = rateObservations(
      watch([at(start, wad), at(start + 100n, 2n * wad)]),
      at(start + 50n, wad),
      carry,
    );
    expect(reorganised.map(({ timestamp }) => timestamp)).toEqual([start, start + 50n]);
    // The same block seen twice is one observation.
    expect(rateObservations(watch([at(start, wad)]), at(start, wad), carry)).toHaveLength(1);
  });

  it('keeps about fifty observations of a window, though it looks every hour for a month', () => {
    const seen = watch(rebasing(30n, 77n, 3_600n));
    expect(seen.length).toBeGreaterThan(40);
    expect(seen.length).toBeLessThanOrEqual(52);
    const { source, spanSeconds } = stakingRate(seen, carry);
    expect(source).toBe('measured');
    expect(spanSeconds >= 14n * day && spanSeconds < 14n * day + 8n * 3_600n).toBe(true);
  });

  it('stays small, sorted and within reach of the window however often the keeper looks', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(1n, 2n * day), { maxLength: 400 }), (gaps) => {
        let timestamp = start;
        const seen = watch(
          gaps.map((gap) => {
            timestamp += gap;
            return at(timestamp, wad + (timestamp - start) * 10n ** 9n);
          }),
        );
        expect(seen.length).toBeLessThanOrEqual(52);
        const times = seen.map((o) => o.timestamp);
        expect(times).toEqual([...times].sort((a, b) => (a < b ? -1 : 1)));
        if (seen.length > 0) expect(times.at(-1)).toBe(timestamp);
        // All but the first lie inside the window, so that the span is hardly longer than it.
        expect(times.slice(1).every((time) => time > timestamp - carry.rateWindowSeconds)).toBe(true);
        // And once the keeper has looked that long, the span fills it.
        const looked = timestamp - (start + (gaps[0] ?? 0n));
        if (looked > carry.rateWindowSeconds) {
          expect(timestamp - (times[0] ?? 0n)).toBeGreaterThanOrEqual(carry.rateWindowSeconds);
        }
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
