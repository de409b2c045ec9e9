import type { PublicClient } from 'viem';
import { KeeperError } from '../core/errors.ts';
import type { Memory } from '../core/memory.ts';
import type { ExecuteDeps } from '../execute/deps.ts';
import { recheckMined } from '../execute/recheckMined.ts';
import { recover } from '../execute/recover.ts';
import type { BlockHeader } from '../observe/blockHeader.ts';
import { readHeader } from '../observe/readHeader.ts';
import type { Entry } from '../record/types.ts';
import type { World } from '../worlds/world.ts';
import { backOff } from './backOff.ts';
import { followBlocks } from './followBlocks.ts';
import { pause } from './pause.ts';
import { runTick, type TickOptions } from './runTick.ts';
import { wasReorganised } from './wasReorganised.ts';

export type LoopOptions = Omit<TickOptions, 'block' | 'live'> & {
  readonly client: PublicClient;
  readonly signal: AbortSignal;
  /** Seconds of block time between two ticks at least; zero ticks on every block. */
  readonly intervalSeconds: number;
  readonly pollingIntervalMs: number;
  /** Only in a live run. */
  readonly execution?: ExecuteDeps | undefined;
  /** Told of each entry that was recorded, in order. */
  readonly onEntry?: ((entry: Entry) => void) | undefined;
};

/** Deeper than any reorganisation that a keeper should survive without a person. */
const reorganisationDepth = 64n;

/**
 * Runs the keeper until the signal is raised. Errors of kind `retry` are waited out and `skip` waits for the next block; both leave a line in
 * the log. It ends by itself only for what a person must look at.
 *
 * @throws KeeperError `stop`, and whatever is not a KeeperError
 */
export async function runLoop(world: World, options: LoopOptions): Promise<void> {
  const { client, log, signal, pollingIntervalMs, intervalSeconds, execution } = options;
  const live = execution !== undefined;
  let memory: Memory = options.memory;
  let ticked: BlockHeader | undefined;
  log.info({ vault: options.vault, chainId: options.chainId, live, intervalSeconds }, 'keeper.started');
  for await (const block of followBlocks({ client, log, signal, pollingIntervalMs })) {
    if (!isTooSoon(block)) await untilDone(block);
  }
  log.info({ vault: options.vault }, 'keeper.stopped');

  function isTooSoon({ number, timestamp }: BlockHeader): boolean {
    // A block at the height of the last one is a reorganisation, which cannot wait.
    if (ticked === undefined || number <= ticked.number) return false;
    return timestamp < ticked.timestamp + BigInt(intervalSeconds);
  }

  async function untilDone(first: BlockHeader): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        return await tick(failures === 0 ? first : await readHeader(client));
      } catch (error) {
        if (!(error instanceof KeeperError) || error.kind === 'stop') throw error;
        failures += 1;
        const waitMs = error.kind === 'retry' ? backOff(failures) : 0;
        log.warn({ kind: error.kind, reason: error.shortMessage, failures, waitMs, ...error.facts }, 'tick.failed');
        if (error.kind === 'skip') return;
        await pause(waitMs, signal);
      }
    }
  }

  async function tick(block: BlockHeader): Promise<void> {
    if (ticked !== undefined && block.number < ticked.number) throw nodeBehind(ticked.number, block.number);
    if (execution !== undefined) {
      if (await wasReorganised(client, ticked, block)) {
        log.warn({ seen: ticked?.number, now: block.number }, 'chain.reorganised');
        await recheckMined(execution, block.number - reorganisationDepth);
      }
      await recover(execution);
    }
    const entry = await runTick(world, { ...options, block, memory, live });
    memory = entry.decision?.memory ?? memory;
    ticked = block;
    options.onEntry?.(entry);
  }
}

function nodeBehind(seen: bigint, answered: bigint): KeeperError {
  return new KeeperError(
    `The node answers with block ${answered}, and block ${seen} was seen before. It is waited for; if it stays behind, use another.`,
    {
      kind: 'retry',
      facts: { seen, answered },
    },
  );
}
