import { type Hash, hexToBigInt, type PublicClient } from 'viem';
import { fromRpc } from '../observe/fromRpc.ts';
import type { TransactionIntent } from '../record/types.ts';
import type { Mined } from './types.ts';

/** Where a set of rival transactions (one account nonce, different fees) stands on the chain. */
export type Sight = {
  readonly mined?: Mined & { readonly intent: TransactionIntent; readonly succeeded: boolean };
  /** The account's next nonce by mined transactions. */
  readonly nextNonce: bigint;
  /** The latest block's number. */
  readonly head: bigint;
};

/**
 * Looks up each rival's receipt and the account's nonce.
 *
 * @throws KeeperError `retry` where the node does not answer
 */
export async function look(client: PublicClient, intents: readonly TransactionIntent[]): Promise<Sight> {
  const sender = intents[0]?.sender;
  if (sender === undefined) throw new RangeError('There is nothing to look for.');
  // The nonce first: a receipt that is asked for later can only be newer, so "nonce gone, no receipt" is never a race of these two reads.
  const [nonce, head] = await Promise.all([
    fromRpc(
      'eth_getTransactionCount',
      client.request({ method: 'eth_getTransactionCount', params: [sender, 'latest'] }),
    ),
    fromRpc('eth_blockNumber', client.request({ method: 'eth_blockNumber' })),
  ]);
  const receipts = await Promise.all(intents.map(({ hash }) => receiptOf(client, hash)));
  const sight = { nextNonce: hexToBigInt(nonce), head: hexToBigInt(head) };
  const index = receipts.findIndex((receipt) => receipt !== undefined);
  const intent = intents[index];
  const receipt = receipts[index];
  return intent === undefined || receipt === undefined ? sight : { ...sight, mined: { ...receipt, intent } };
}

async function receiptOf(client: PublicClient, hash: Hash): Promise<(Mined & { succeeded: boolean }) | undefined> {
  const receipt = await fromRpc(
    'eth_getTransactionReceipt',
    client.request({ method: 'eth_getTransactionReceipt', params: [hash] }),
  );
  if (receipt === null || receipt.blockHash === null) return undefined;
  return {
    hash,
    succeeded: receipt.status === '0x1',
    blockNumber: hexToBigInt(receipt.blockNumber),
    blockHash: receipt.blockHash,
    gasUsed: hexToBigInt(receipt.gasUsed),
    effectiveGasPriceWei: hexToBigInt(receipt.effectiveGasPrice),
  };
}
