import type { ReplicaNode } from '../../../script/replica/types.ts';
import { pause } from '../../runner/pause.ts';
import { toKeeperError } from '../output/toKeeperError.ts';

/**
 * Mines a block every so many seconds, beside those that transactions get at once, so that a development node's clock goes on as a real
 * chain's does. Ends when the signal is raised.
 *
 * @throws KeeperError `retry` where the node has gone away
 */
export async function keepMining({ client }: ReplicaNode, seconds: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await pause(seconds * 1_000, signal);
    if (signal.aborted) return;
    await client.mine({ blocks: 1 }).catch((error: unknown) => {
      throw toKeeperError(error);
    });
  }
}
