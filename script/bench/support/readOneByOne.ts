import type { Hash, PublicClient } from 'viem';
import type { Read } from './lensReads.ts';

/** Asks the node for each read of a block in turn, as a program does that awaits one `readContract` after the other. */
export async function readOneByOne(client: PublicClient, reads: readonly Read[], blockHash: Hash): Promise<void> {
  for (const { to, data } of reads) await client.call({ to, data, blockHash });
}
