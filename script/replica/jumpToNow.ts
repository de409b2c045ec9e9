import { refreshFeeds } from './models/chainlink/refreshFeeds.ts';
import type { ReplicaNode } from './types.ts';

/**
 * Sets the chain's clock to the machine's when it is behind, and publishes the feeds' answers anew, so that none is stale. A chain that is ahead
 * is left alone: time cannot go back.
 */
export async function jumpToNow(node: ReplicaNode): Promise<void> {
  const now = BigInt(Math.floor(Date.now() / 1000));
  const { timestamp } = await node.client.getBlock();
  if (now <= timestamp) return;
  await node.client.setNextBlockTimestamp({ timestamp: now });
  await refreshFeeds(node);
}
