import { describe, expect, it } from 'vitest';
import { decide } from '../../../keeper/core/decide.ts';
import { emptyMemory } from '../../../keeper/core/memory.ts';
import { defaultPolicy } from '../../../keeper/core/policy.ts';
import { remember } from '../../../keeper/core/remember.ts';
import { consistent, healthySnapshot, loopAddress, ray, withLoop } from './support/healthySnapshot.ts';
import { levered } from './support/levered.ts';

const { snapshot } = levered();
const { cooldownSeconds } = defaultPolicy.allocate;
const lowSnapshot = withLoop(snapshot, ({ debtReserve }) => ({
  debtReserve: { ...debtReserve, baseRateRay: ray / 20n },
}));
const lastBatch = (nonce: bigint, memory = emptyMemory, timestamp = snapshot.timestamp) =>
  remember(memory, { ...snapshot, timestamp, vault: { ...snapshot.vault, rebalanceNonce: nonce } }, defaultPolicy)
    .memory.lastBatch;

describe('memory', () => {
  it('a vault without a batch needs no pause', () => {
    expect(lastBatch(0n)).toEqual({ nonce: 0n, seenAt: 0n });
  });

  it('a batch that nobody remembers counts as just run, which is the safe side', () => {
    expect(lastBatch(3n)).toEqual({ nonce: 3n, seenAt: snapshot.timestamp });
    const start = consistent(healthySnapshot);
    const used = { ...start, vault: { ...start.vault, rebalanceNonce: 3n } };
    const first = decide(used, defaultPolicy, emptyMemory);
    expect(first.actions).toEqual([]);
    const then = decide({ ...used, timestamp: used.timestamp + cooldownSeconds }, defaultPolicy, first.memory);
    expect(then.actions).toHaveLength(1);
    const early = decide({ ...used, timestamp: used.timestamp + cooldownSeconds - 1n }, defaultPolicy, first.memory);
    expect(early.actions).toEqual([]);
  });

  it('the chain says whether a batch was carried out: a decision that never landed starts no pause', () => {
    const start = consistent(healthySnapshot);
    const first = decide(start, defaultPolicy, emptyMemory);
    const again = decide({ ...start, timestamp: start.timestamp + 12n }, defaultPolicy, first.memory);
    expect(again.actions).toEqual(first.actions);
  });

  it('keeps the time of a batch until the nonce moves, and distrusts a time in the future', () => {
    const known = { ...emptyMemory, lastBatch: { nonce: 3n, seenAt: 1_000n } };
    expect(lastBatch(3n, known)).toEqual({ nonce: 3n, seenAt: 1_000n });
    expect(lastBatch(4n, known)).toEqual({ nonce: 4n, seenAt: snapshot.timestamp });
    const future = { ...emptyMemory, lastBatch: { nonce: 3n, seenAt: snapshot.timestamp + 1n } };
    expect(lastBatch(3n, future)).toEqual({ nonce: 3n, seenAt: snapshot.timestamp });
  });

  it('a low-carry clock of the future or of another strategy is not this one’s', () => {
    const clock = (strategy: `0x${string}`, since: bigint) => {
      const before = { ...emptyMemory, lowCarrySince: [{ strategy, since }] };
      return remember(before, lowSnapshot, defaultPolicy).memory.lowCarrySince;
    };
    const now = [{ strategy: loopAddress, since: snapshot.timestamp }];
    expect(clock(loopAddress, snapshot.timestamp + 1n)).toEqual(now);
    expect(clock('0x9000000000000000000000000000000000000009', 1n)).toEqual(now);
    expect(clock(loopAddress, 5n)).toEqual([{ strategy: loopAddress, since: 5n }]);
  });

  it('has no clock for a loop without debt', () => {
    const unlevered = withLoop(lowSnapshot, () => ({ debt: 0n }));
    expect(remember(emptyMemory, unlevered, defaultPolicy).memory.lowCarrySince).toEqual([]);
  });
});
