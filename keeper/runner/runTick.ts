import { randomUUID } from 'node:crypto';
import type { Address } from 'viem';
import { decide } from '../core/decide.ts';
import { KeeperError } from '../core/errors.ts';
import type { Memory } from '../core/memory.ts';
import type { Policy } from '../core/policy.ts';
import type { BlockHeader } from '../observe/blockHeader.ts';
import { hashDecision } from '../plan/hashDecision.ts';
import { plan } from '../plan/plan.ts';
import type { Entry, Journal, TickOutcome } from '../record/types.ts';
import type { World } from '../worlds/world.ts';
import type { Log } from './createLog.ts';
import { describeTick } from './describeTick.ts';
import { stopwatch } from './stopwatch.ts';

export type TickOptions = {
  readonly chainId: number;
  readonly vault: Address;
  /** The block whose arrival woke the tick; everything is read at it. */
  readonly block: BlockHeader;
  readonly policy: Policy;
  /** What the last tick left. */
  readonly memory: Memory;
  readonly journal: Journal;
  /** False: nothing is signed, whatever is decided. */
  readonly live: boolean;
  readonly log: Log;
};

/**
 * One tick: observe, decide, plan, simulate, execute, record. It cannot tell which world it is in.
 *
 * @returns the entry as it stands in the journal; `entry.decision.memory` is the memory for the next tick
 * @throws KeeperError what stopped the tick, after it was recorded
 */
export async function runTick(world: World, options: TickOptions): Promise<Entry> {
  const { chainId, vault, block, policy, memory, journal, live, log } = options;
  const watch = stopwatch();
  const { number, hash, timestamp } = block;
  let entry: Entry = {
    ...{ id: randomUUID(), chainId, vault, live, block: { number, hash, timestamp } },
    ...{ outcome: { status: 'idle' }, durationsMs: watch.read() },
  };
  const record = async (outcome: TickOutcome): Promise<Entry> => {
    entry = { ...entry, outcome, durationsMs: watch.read() };
    await journal.recordTick(entry);
    if (outcome.status !== 'executing') log.info(describeTick(entry), 'tick.end');
    return entry;
  };
  try {
    const snapshot = await watch.time('observe', () => world.observe(block));
    entry = { ...entry, snapshot };
    const decision = await watch.time('decide', async () => decide(snapshot, policy, memory));
    const planned = plan(decision, snapshot, policy, memory);
    const hashes = planned?.hashes ?? hashDecision({ snapshot, policy, memory, actions: [] });
    entry = { ...entry, decision, hashes };
    if (planned === undefined) return await record({ status: 'idle' });
    const simulation = await watch.time('simulate', () => world.simulate(planned));
    entry = { ...entry, plan: planned, simulation };
    if (simulation.status === 'reverts') return await record({ status: 'skipped', reason: simulation.reason });
    if (!live) return await record({ status: 'dryRun' });
    await record({ status: 'executing' });
    return await record(await watch.time('execute', () => world.execute(planned, simulation, block)));
  } catch (error) {
    if (error instanceof KeeperError) await recordFailure(error);
    throw error;
  }

  async function recordFailure({ kind, shortMessage }: KeeperError): Promise<void> {
    await record({ status: 'failed', kind, reason: shortMessage }).catch((second: unknown) => {
      // Most likely the journal is what failed; the first error is the one to report.
      const reason = second instanceof KeeperError ? second.shortMessage : String(second);
      log.error({ reason, block: number }, 'tick.unrecorded');
    });
  }
}
