import type { Hex, TransactionReceipt } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { ReplicaNode } from '../types.ts';
import { traceCall } from './traceCall.ts';

/**
 * Waits for a transaction that was sent to the replica.
 *
 * @param sent what `writeContract` or `sendTransaction` returned
 * @throws KeeperError `stop` when it was mined and reverted, with the reason
 */
export async function mined(node: ReplicaNode, sent: Promise<Hex>): Promise<TransactionReceipt> {
  const hash = await sent;
  const receipt = await node.client.waitForTransactionReceipt({ hash });
  if (receipt.status === 'success') return receipt;
  const { error, revertReason, output } = await traceCall(node, hash);
  const reason = revertReason ?? (output === undefined || output === '0x' ? (error ?? 'no reason') : output);
  throw new KeeperError(`A transaction to ${receipt.to ?? 'a new contract'} reverted on the replica: ${reason}.`, {
    kind: 'stop',
    facts: { transaction: hash, to: receipt.to ?? undefined, reason },
  });
}
