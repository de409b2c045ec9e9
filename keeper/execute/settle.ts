import type { ExecuteDeps } from './deps.ts';
import { explainRevert } from './explainRevert.ts';
import type { Sight } from './look.ts';
import type { Outcome } from './types.ts';

/** Records what a mined transaction came to, once it is deep enough; undefined before that. */
export async function settle(
  { client, journal, settings, log }: Pick<ExecuteDeps, 'client' | 'journal' | 'settings' | 'log'>,
  { mined, head }: Sight,
): Promise<Outcome | undefined> {
  if (mined === undefined || head + 1n < mined.blockNumber + BigInt(settings.confirmations)) return undefined;
  const { intent, succeeded, ...facts } = mined;
  const outcome: Outcome = succeeded
    ? { status: 'confirmed', ...facts }
    : { status: 'reverted', ...facts, reason: await explainRevert(client, intent, mined) };
  await journal.settleTransaction(facts.hash, outcome);
  log.info({ ...facts, nonce: intent.nonce, batchNonce: intent.batchNonce }, `transaction.${outcome.status}`);
  return outcome;
}
