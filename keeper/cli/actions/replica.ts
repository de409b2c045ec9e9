import type { Output } from '../output/createOutput.ts';
import { parseWhole } from '../output/parseWhole.ts';
import { table } from '../output/table.ts';
import { keepMining } from '../process/keepMining.ts';
import { onInterrupt } from '../process/onInterrupt.ts';
import { bootNode } from './bootNode.ts';
import { type NodeFlags, readNodeFlags } from './readNodeFlags.ts';

/** Boots the replica, says what stands where, and keeps it running until it is interrupted. */
export async function replica(output: Output, flags: NodeFlags & { readonly blockTime: string }): Promise<void> {
  const blockTime = parseWhole(flags.blockTime, '--block-time', 0, 3_600);
  const options = await readNodeFlags(flags);
  const interruption = onInterrupt();
  const node = await bootNode(output, options);
  try {
    const blockNumber = Number(await node.client.getBlockNumber());
    const { rpcUrl, manifest, built } = node;
    const rows = manifest.map((entry) => [entry.name, entry.address, entry.source, entry.origin]);
    output.result(
      { rpcUrl, chainId: 1, blockNumber, built, manifest },
      `${table(['what', 'address', 'source', 'origin'], rows)}\n\nThe replica answers at ${rpcUrl} (chain id 1, block ${blockNumber}). Sign for it with the development accounts alone.`,
    );
    output.note('Ctrl-C stops it.');
    if (blockTime === 0) await interruption.received;
    else await keepMining(node, blockTime, interruption.signal);
  } finally {
    await node.stop();
    interruption.dispose();
  }
}
