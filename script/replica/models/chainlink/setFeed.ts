import type { Hex } from 'viem';
import { mined } from '../../recipes/mined.ts';
import type { ReplicaNode } from '../../types.ts';
import { buildFeedArtifact } from './buildFeedArtifact.ts';
import { type FeedName, feedAbi, feeds } from './feeds.ts';
import { placeFeed } from './placeFeed.ts';

/** A new answer in the feed's decimals (zero and negative ones too), or a feed whose every call reverts. */
export type FeedChange =
  | {
      readonly feed: FeedName;
      readonly answer: bigint /** Unix seconds; the block's time when left out. */;
      readonly updatedAt?: bigint;
    }
  | { readonly feed: FeedName; readonly reverts: true };

/** `revert(0, 0)` whatever is called. */
const revertingCode: Hex = '0x5f5ffd';

/**
 * Publishes an answer on a feed, or breaks the feed until the next answer is published.
 *
 * On a fork of mainnet the settable aggregator first takes the place of the real feed, which comes back only with a snapshot of the node.
 */
export async function setFeed(node: ReplicaNode, change: FeedChange): Promise<void> {
  const { client, accounts } = node;
  const { address } = feeds[change.feed];
  await makeSettable(node, change.feed);
  if ('reverts' in change) {
    await client.setCode({ address, bytecode: revertingCode });
    return;
  }
  const call = { address, abi: feedAbi, account: accounts.deployer.address, chain: null } as const;
  const { answer, updatedAt } = change;
  if (updatedAt === undefined) {
    await mined(node, client.writeContract({ ...call, functionName: 'updateAnswer', args: [answer] }));
    return;
  }
  const round = (await client.readContract({ address, abi: feedAbi, functionName: 'latestRound' })) + 1n;
  await mined(
    node,
    client.writeContract({ ...call, functionName: 'updateRoundData', args: [round, answer, updatedAt, updatedAt] }),
  );
}

async function makeSettable(node: ReplicaNode, feed: FeedName): Promise<void> {
  const { address, firstAnswer } = feeds[feed];
  const { deployedBytecode } = await buildFeedArtifact();
  const code = await node.client.getCode({ address });
  if (code === deployedBytecode) return;
  if (code === revertingCode) {
    // The storage of the aggregator that stood here is still in place.
    await node.client.setCode({ address, bytecode: deployedBytecode });
    return;
  }
  await placeFeed(node, feed, firstAnswer);
}
