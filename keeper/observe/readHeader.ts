import { hexToBigInt, type PublicClient, type RpcBlock } from 'viem';
import { KeeperError } from '../core/errors.ts';
import type { BlockHeader } from './blockHeader.ts';
import { fromRpc } from './fromRpc.ts';

/**
 * The header of the latest block, or of the one with a number.
 *
 * @throws KeeperError `retry` where the node does not answer or does not have the block
 */
export async function readHeader(client: PublicClient, number?: bigint): Promise<BlockHeader> {
  const tag = number === undefined ? 'latest' : (`0x${number.toString(16)}` as const);
  const block = await fromRpc(
    'eth_getBlockByNumber',
    client.request({ method: 'eth_getBlockByNumber', params: [tag, false] }),
  );
  const header = block === null ? undefined : toHeader(block);
  if (header !== undefined) return header;
  throw new KeeperError(`The node has no complete block ${number ?? 'latest'}. It may be behind; it is asked again.`, {
    kind: 'retry',
    facts: { block: number ?? 'latest' },
  });
}

/** Our header from the node's; undefined for a pending block or where a field is missing, as in an answer that was tampered with. */
export function toHeader(
  block: Pick<RpcBlock, 'number' | 'hash' | 'parentHash' | 'timestamp' | 'baseFeePerGas'>,
): BlockHeader | undefined {
  const { number, hash, parentHash, timestamp, baseFeePerGas } = block;
  if (!number || !hash || !parentHash || !timestamp || !baseFeePerGas) return undefined;
  return {
    number: hexToBigInt(number),
    hash,
    parentHash,
    timestamp: hexToBigInt(timestamp),
    baseFeePerGasWei: hexToBigInt(baseFeePerGas),
  };
}
