import { parseTransaction } from 'viem';
import { readHeader } from '../observe/readHeader.ts';
import type { TransactionIntent } from '../record/types.ts';
import type { ExecuteDeps } from './deps.ts';
import { priceFees } from './priceFees.ts';
import { signIntent } from './signIntent.ts';
import { submit } from './submit.ts';

/**
 * Sends a stuck batch again at the same account nonce with fees an eighth higher or more, so that at most one of the rivals is ever mined.
 *
 * @returns the replacement; undefined where the batch is past its deadline, the ceilings leave no room, or the node refused it
 */
export async function bump(deps: ExecuteDeps, stuck: TransactionIntent): Promise<TransactionIntent | undefined> {
  const { client, log, policy, settings } = deps;
  const { hash, raw, sender: _, maxFeePerGasWei, priorityFeePerGasWei, ...terms } = stuck;
  const head = await readHeader(client);
  if (head.timestamp > stuck.deadline) return undefined;
  const fees = priceFees({
    baseFeePerGasWei: head.baseFeePerGasWei,
    gasLimit: stuck.gasLimit,
    settings,
    policy,
    replaces: stuck,
  });
  if (fees === undefined) {
    log.warn(
      { hash, maxFeePerGasWei, ceiling: policy.maxFeePerGasWei, baseFee: head.baseFeePerGasWei },
      'transaction.atCeiling',
    );
    return undefined;
  }
  const { data } = parseTransaction(raw);
  const replacement = await signIntent(deps, { ...terms, data: data ?? '0x' }, fees);
  const sent = await submit(deps, replacement);
  if (sent.status === 'rejected') return undefined;
  log.info({ hash, by: replacement.hash, nonce: stuck.nonce }, 'transaction.bumped');
  return replacement;
}
