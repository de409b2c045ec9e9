import { recover } from '../execute/recover.ts';
import { readHeader } from '../observe/readHeader.ts';
import type { Entry } from '../record/types.ts';
import type { World } from '../worlds/world.ts';
import type { LoopOptions } from './runLoop.ts';
import { runTick } from './runTick.ts';

export type OnceOptions = Omit<LoopOptions, 'signal' | 'intervalSeconds' | 'pollingIntervalMs' | 'onEntry'>;

/**
 * One tick at the latest block, after what earlier runs left open has been looked up.
 *
 * @throws KeeperError as `runTick` does
 */
export async function runOnce(world: World, options: OnceOptions): Promise<Entry> {
  const { client, execution } = options;
  if (execution !== undefined) await recover(execution);
  const block = await readHeader(client);
  return runTick(world, { ...options, block, live: execution !== undefined });
}
