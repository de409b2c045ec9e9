import type { PublicClient } from 'viem';
import type { BlockHeader } from '../observe/blockHeader.ts';
import { readHeader } from '../observe/readHeader.ts';

/**
 * Whether a block that was seen earlier has left the chain that the present one is on. Asks the node only where blocks in between were not seen.
 *
 * @throws KeeperError `retry` where the node does not answer
 */
export async function wasReorganised(
  client: PublicClient,
  seen: BlockHeader | undefined,
  now: BlockHeader,
): Promise<boolean> {
  if (seen === undefined || seen.hash === now.hash) return false;
  if (now.number <= seen.number) return true;
  if (now.number === seen.number + 1n) return now.parentHash !== seen.hash;
  return (await readHeader(client, seen.number)).hash !== seen.hash;
}
