import type { FeedName } from '../models/chainlink/feeds.ts';
import { feeds } from '../models/chainlink/feeds.ts';
import { placeFeed } from '../models/chainlink/placeFeed.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import type { ManifestEntry, Protocol, ReplicaNode } from '../types.ts';

/** Chainlink's ETH/USD and stETH/ETH feeds: one settable aggregator each, where mainnet has a proxy before the aggregator. */
export const feedsProtocol: Protocol = {
  name: 'feeds',
  async build(node) {
    const origin = await packageOrigin('@chainlink/contracts');
    return [
      await place(node, 'ethUsd', 'Chainlink ETH/USD', origin),
      await place(node, 'stEthEth', 'Chainlink stETH/ETH', origin),
    ];
  },
};

async function place(node: ReplicaNode, feed: FeedName, name: string, origin: string): Promise<ManifestEntry> {
  const { address, firstAnswer, decimals, heartbeatSeconds } = feeds[feed];
  const codeHash = await placeFeed(node, feed, firstAnswer);
  const note = `MockV3Aggregator, ${decimals} decimals, mainnet's heartbeat is ${heartbeatSeconds} s`;
  return { name, address, source: 'code', codeHash, origin, note };
}
