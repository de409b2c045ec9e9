import type { PublicClient } from 'viem';
import { KeeperError } from '../core/errors.ts';
import type { BlockHeader } from '../observe/blockHeader.ts';
import { readHeader } from '../observe/readHeader.ts';
import { backOff } from './backOff.ts';
import { blockNews } from './blockNews.ts';
import type { Log } from './createLog.ts';
import { pause } from './pause.ts';

export type FollowOptions = {
  readonly client: PublicClient;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** How often to ask a node that does not tell by itself. */
  readonly pollingIntervalMs: number;
};

/** A subscription may die without a word; after so long without news the node is asked. */
const newsLimitMs = 15_000;

/**
 * The newest block, each time that there is a new one: an older one is passed over when a newer is there already, and a node that falls behind
 * what was seen is waited for. Ends when the signal is raised, and never otherwise: where the node does not answer it backs off and asks again.
 */
export async function* followBlocks(options: FollowOptions): AsyncGenerator<BlockHeader, void> {
  const { client, log, signal, pollingIntervalMs } = options;
  const news = blockNews(client, log);
  let last: BlockHeader | undefined;
  let failures = 0;
  try {
    while (!signal.aborted) {
      const header = await readHeader(client).catch(retryLater);
      if (header === undefined) {
        failures += 1;
        await pause(backOff(failures), signal);
        continue;
      }
      failures = 0;
      if (last !== undefined && header.number < last.number) {
        log.warn({ seen: last.number, answered: header.number }, 'node.behind');
      } else if (header.hash !== last?.hash) {
        last = header;
        yield header;
      }
      if (news === undefined) await pause(pollingIntervalMs, signal);
      else await news.next(newsLimitMs, signal);
    }
  } finally {
    news?.close();
  }

  function retryLater(error: unknown): undefined {
    if (!(error instanceof KeeperError) || error.kind !== 'retry') throw error;
    log.warn({ reason: error.shortMessage, failures: failures + 1, ...error.facts }, 'node.silent');
  }
}
