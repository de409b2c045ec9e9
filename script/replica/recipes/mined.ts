import type { Hex, TransactionReceipt } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { ReplicaNode } from '../types.ts';

/**
 * Waits for a transaction that was sent to the replica.
 *
 * @param sent what `writeContract` or `sendTransaction` returned
 * @throws KeeperError `stop` when it was mined and reverted
 */
export async function mined({ client }: ReplicaNode, sent: Promise<Hex>): Promise<TransactionReceipt> {
  const hash = await sent;
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status === 'success') return receipt;
  throw new KeeperError(`A transaction of the replica reverted (${hash}). Look at it with \`cast run\`.`, {
    kind: 'stop',
    facts: { transaction: hash, to: receipt.to ?? undefined },
  });
}
