import { fromRpc } from '../observe/fromRpc.ts';
import { readHeader } from '../observe/readHeader.ts';
import type { TransactionIntent } from '../record/types.ts';
import type { ExecuteDeps } from './deps.ts';
import { follow } from './follow.ts';
import { look } from './look.ts';
import { resendIfLost } from './resendIfLost.ts';
import { settle } from './settle.ts';
import type { Outcome } from './types.ts';

export type Recovered = { readonly intents: readonly TransactionIntent[]; readonly outcome: Outcome };

/**
 * Finds out what became of every transaction that the journal holds no outcome of: after a restart, or when a tick ran out of time.
 *
 * The chain decides. A receipt is recorded; a nonce that is gone means that something else came first; else the same bytes are sent again and
 * followed. Nothing new is ever signed for a decision here but a replacement at the same nonce.
 *
 * @throws KeeperError `retry` where the node does not answer
 */
export async function recover(deps: ExecuteDeps): Promise<readonly Recovered[]> {
  const { journal, account, policy } = deps;
  const open = await journal.unfinished({ chainId: policy.chainId, sender: account.address });
  const recovered: Recovered[] = [];
  for (const intents of groupByNonce(open)) recovered.push({ intents, outcome: await recoverOne(deps, intents) });
  return recovered;
}

async function recoverOne(deps: ExecuteDeps, rivals: readonly TransactionIntent[]): Promise<Outcome> {
  const { client, journal, log } = deps;
  const latest = rivals.at(-1);
  if (latest === undefined) throw new RangeError('There is nothing to recover.');
  const { hash } = latest;
  log.info({ hash, nonce: latest.nonce, rivals: rivals.length }, 'transaction.recovering');
  const sight = await look(client, rivals);
  const settled = await settle(deps, sight);
  if (settled !== undefined) return settled;
  // Mined and not deep enough yet, or overtaken by another transaction: either way the chain has the last word soon.
  if (sight.mined !== undefined || sight.nextNonce > latest.nonce) return follow(deps, rivals);
  if (!(await isOnThisChain(deps, rivals))) {
    const outcome = { status: 'refused', reason: 'the block that it was decided on is not on this chain' } as const;
    for (const rival of rivals) await journal.settleTransaction(rival.hash, outcome);
    log.warn({ hash, reason: outcome.reason }, 'transaction.abandoned');
    return outcome;
  }
  const head = await readHeader(client);
  if (head.timestamp > latest.deadline) {
    const outcome = {
      status: 'unknown',
      hash,
      reason: 'its batch has expired; the next batch takes over its nonce',
    } as const;
    log.info(outcome, 'transaction.expired');
    return outcome;
  }
  await resendIfLost(deps, latest);
  return follow(deps, rivals);
}

/** Whether the chain has the block that was decided on, or the node holds the transaction anyway. Otherwise the journal is of another chain. */
async function isOnThisChain({ client }: ExecuteDeps, rivals: readonly TransactionIntent[]): Promise<boolean> {
  for (const { block, hash } of rivals) {
    const tag = `0x${block.number.toString(16)}` as const;
    const [present, pending] = await Promise.all([
      fromRpc('eth_getBlockByNumber', client.request({ method: 'eth_getBlockByNumber', params: [tag, false] })),
      fromRpc('eth_getTransactionByHash', client.request({ method: 'eth_getTransactionByHash', params: [hash] })),
    ]);
    if (present?.hash === block.hash || pending !== null) return true;
  }
  return false;
}

function groupByNonce(intents: readonly TransactionIntent[]): readonly (readonly TransactionIntent[])[] {
  const groups = new Map<bigint, TransactionIntent[]>();
  for (const intent of intents) groups.set(intent.nonce, [...(groups.get(intent.nonce) ?? []), intent]);
  return [...groups.values()];
}
