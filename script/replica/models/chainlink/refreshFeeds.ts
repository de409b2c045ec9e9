import type { ReplicaNode } from '../../types.ts';
import { type FeedName, feedAbi, feeds } from './feeds.ts';
import { setFeed } from './setFeed.ts';

/**
 * Publishes every feed's latest answer again with the block's time, as Chainlink's nodes do at the heartbeat. Call it after a jump in time.
 *
 * A feed that was made to revert stays broken: only a new answer mends it.
 */
export async function refreshFeeds(node: ReplicaNode): Promise<void> {
  for (const [name, { address }] of Object.entries(feeds)) {
    const round = await node.client
      .readContract({ address, abi: feedAbi, functionName: 'latestRoundData' })
      .catch(() => undefined);
    if (round !== undefined) await setFeed(node, { feed: name as FeedName, answer: round[1] });
  }
}
