import { protocols } from './protocols/all.ts';
import type { BuildContext, ManifestEntry, ReplicaNode } from './types.ts';

const secondsPerBlock = 12;

/**
 * Builds every protocol on an empty node, in order, and returns the manifest of what stands where.
 *
 * Blocks are 12 seconds apart whatever the clock says, so that two builds from one timestamp give one state.
 */
export async function buildReplica(node: ReplicaNode, context: BuildContext = {}): Promise<readonly ManifestEntry[]> {
  const { client } = node;
  await client.setBlockTimestampInterval({ interval: secondsPerBlock });
  const entries: ManifestEntry[] = [];
  for (const protocol of protocols) entries.push(...(await protocol.build(node, context)));
  await client.removeBlockTimestampInterval();
  return entries;
}
