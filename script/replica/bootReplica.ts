import { join } from 'node:path';
import { forkReplica } from './forkReplica.ts';
import { jumpToNow } from './jumpToNow.ts';
import { type PrepareOptions, prepareReplica } from './prepareReplica.ts';
import { startAnvil } from './startAnvil.ts';
import type { ManifestEntry, ReplicaNode } from './types.ts';

export interface BootOptions extends PrepareOptions {
  /** Loopback port; a free one when left out. */
  readonly port?: number;
  /** Fork this endpoint instead of running the replica. */
  readonly rpcUrl?: string;
  /** Seconds between blocks; when left out, every transaction gets its block at once. */
  readonly blockTime?: number;
  /** Mine only when asked to. */
  readonly noMining?: boolean;
  /**
   * `now` (the default): the chain's clock is set to the machine's, and the feeds are published anew. `state`: it goes on from the prepared state,
   * at most a week earlier, so that every run sees the same times, interest and answers.
   */
  readonly clock?: 'now' | 'state';
}

export interface BootedReplica extends ReplicaNode {
  readonly manifest: readonly ManifestEntry[];
  /** True when the state was built for this boot, false when it came from the cache or from a fork. */
  readonly built: boolean;
}

/**
 * Boots a development node with chain id 1 that carries the protocols at their mainnet addresses: from the prepared state, which is built first if
 * it is not there, or as a fork of `rpcUrl`.
 *
 * @throws KeeperError `stop` when the port is taken, a tool is missing, the state cannot be built or the endpoint does not serve mainnet
 */
export async function bootReplica(options: BootOptions = {}): Promise<BootedReplica> {
  const replica = await boot(options);
  // Not before the boot's own transactions, which would wait for blocks.
  if (options.blockTime !== undefined) await replica.client.setIntervalMining({ interval: options.blockTime });
  if (options.noMining === true) await replica.client.setAutomine(false);
  return replica;
}

async function boot({ port, rpcUrl, clock = 'now', ...options }: BootOptions): Promise<BootedReplica> {
  const place = port === undefined ? {} : { port };
  if (rpcUrl !== undefined) return { ...(await forkReplica(rpcUrl, place)), built: false };
  const { folder, manifest, built } = await prepareReplica(options);
  const node = await startAnvil({ ...place, loadState: join(folder, 'state.json') });
  if (clock === 'now') await jumpToNow(node);
  return { ...node, manifest, built };
}
