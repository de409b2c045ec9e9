import { parseGwei } from 'viem';
import { refreshFeeds } from './models/chainlink/refreshFeeds.ts';
import { protocols } from './protocols/all.ts';
import { passTime } from './recipes/passTime.ts';
import type { BuildContext, ManifestEntry, ReplicaNode } from './types.ts';

const secondsPerBlock = 12;

/**
 * Builds every protocol on an empty node, in order, and returns the manifest of what stands where.
 *
 * Blocks are 12 seconds apart whatever the clock says, so that two builds from one timestamp give one state.
 *
 * @param endTimestamp the last block's time, in seconds
 */
export async function buildReplica(
  node: ReplicaNode,
  context: BuildContext,
  endTimestamp: number,
): Promise<readonly ManifestEntry[]> {
  const { client } = node;
  await client.setBlockTimestampInterval({ interval: secondsPerBlock });
  const entries: ManifestEntry[] = [];
  for (const protocol of protocols) entries.push(...(await protocol.build(node, context)));
  const { timestamp } = await client.getBlock();
  // A few blocks are left for the feeds, whose last answers shall be fresh at the end.
  await passTime(node, endTimestamp - Number(timestamp) - 10 * secondsPerBlock);
  await refreshFeeds(node);
  // The blocks of the build were nearly empty, and the base fee has fallen to nothing.
  await client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei('1') });
  const refreshed = await client.getBlock();
  await passTime(node, endTimestamp - Number(refreshed.timestamp));
  await client.removeBlockTimestampInterval();
  return entries;
}
