import type { Output } from '../output/createOutput.ts';
import { table } from '../output/table.ts';
import { onInterrupt } from '../process/onInterrupt.ts';
import { bootNode, type NodeFlags } from './bootNode.ts';

/** Boots the replica, says what stands where, and keeps it running until it is interrupted. */
export async function replica(output: Output, flags: NodeFlags): Promise<void> {
  const interruption = onInterrupt();
  const node = await bootNode(output, flags);
  try {
    const blockNumber = Number(await node.client.getBlockNumber());
    const { rpcUrl, manifest, built } = node;
    const rows = manifest.map((entry) => [entry.name, entry.address, entry.source, entry.origin]);
    output.result(
      { rpcUrl, chainId: 1, blockNumber, built, manifest },
      `${table(['what', 'address', 'source', 'origin'], rows)}\n\nThe replica answers at ${rpcUrl} (chain id 1, block ${blockNumber}). Sign for it with the development accounts alone.`,
    );
    output.note('Ctrl-C stops it.');
    await interruption.received;
  } finally {
    await node.stop();
    interruption.dispose();
  }
}
