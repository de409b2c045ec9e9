import type { TransactionIntent } from '../record/types.ts';
import type { ExecuteDeps } from './deps.ts';
import { type Sent, sendIntent } from './sendIntent.ts';

/**
 * Writes an intent down, then sends it: in this order, so that a keeper that dies in between, or never hears the node's answer, knows what to
 * look for. An intent that the node can never accept is settled as refused.
 */
export async function submit({ client, journal, log }: ExecuteDeps, intent: TransactionIntent): Promise<Sent> {
  await journal.beginTransaction(intent);
  const { hash, nonce, batchNonce, maxFeePerGasWei, priorityFeePerGasWei } = intent;
  log.info({ hash, nonce, batchNonce, maxFeePerGasWei, priorityFeePerGasWei }, 'transaction.signed');
  const sent = await sendIntent(client, intent);
  if (sent.status === 'rejected') await journal.settleTransaction(hash, { status: 'refused', reason: sent.reason });
  if (sent.status === 'sent') log.info({ hash }, 'transaction.sent');
  else log.warn({ hash, reason: sent.reason }, `transaction.${sent.status}`);
  return sent;
}
