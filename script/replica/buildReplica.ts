import { protocols } from './protocols/all.ts';
import type { BuildContext, ManifestEntry, ReplicaNode } from './types.ts';

/** Builds every protocol on an empty node, in order, and returns the manifest of what stands where. */
export async function buildReplica(node: ReplicaNode, context: BuildContext = {}): Promise<readonly ManifestEntry[]> {
  const entries: ManifestEntry[] = [];
  for (const protocol of protocols) entries.push(...(await protocol.build(node, context)));
  return entries;
}
