import { fromRpc } from '../observe/fromRpc.ts';
import type { TransactionIntent } from '../record/types.ts';
import type { ExecuteDeps } from './deps.ts';
import { sendIntent } from './sendIntent.ts';

/** Sends the same bytes again where the node does not know the transaction: it was never delivered, or fell out of the pool. */
export async function resendIfLost(
  { client, log }: Pick<ExecuteDeps, 'client' | 'log'>,
  intent: TransactionIntent,
): Promise<void> {
  const { hash } = intent;
  const known = await fromRpc(
    'eth_getTransactionByHash',
    client.request({ method: 'eth_getTransactionByHash', params: [hash] }),
  );
  if (known !== null) return;
  const sent = await sendIntent(client, intent);
  log.info({ hash, status: sent.status, ...('reason' in sent ? { reason: sent.reason } : {}) }, 'transaction.resent');
}
