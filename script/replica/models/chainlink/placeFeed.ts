import type { Hex } from 'viem';
import { placeContract } from '../../recipes/placeContract.ts';
import type { ReplicaNode } from '../../types.ts';
import { buildFeedArtifact } from './buildFeedArtifact.ts';
import { type FeedName, feeds } from './feeds.ts';

/** Puts the settable aggregator at a feed's mainnet address, with `answer` as its first. Returns the code's hash. */
export async function placeFeed(node: ReplicaNode, feed: FeedName, answer: bigint): Promise<Hex> {
  const { address, decimals } = feeds[feed];
  const { abi, bytecode } = await buildFeedArtifact();
  return placeContract(node, { name: feed, address, abi, bytecode, args: [decimals, answer] });
}
