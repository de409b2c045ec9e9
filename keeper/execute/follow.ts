import { KeeperError } from '../core/errors.ts';
import type { TransactionIntent } from '../record/types.ts';
import { pause } from '../runner/pause.ts';
import { bump } from './bump.ts';
import type { ExecuteDeps } from './deps.ts';
import { look } from './look.ts';
import { resendIfLost } from './resendIfLost.ts';
import { settle } from './settle.ts';
import type { Outcome } from './types.ts';

/** A node behind a load balancer may know the new nonce before it knows the receipt. */
const looksBeforeReplaced = 3;
const firstPauseMs = 20;

type Pursuit = {
  /** Transactions with one account nonce, oldest first, of which one at most can be mined. */
  readonly rivals: readonly TransactionIntent[];
  readonly bumps: number;
  readonly bumpedAt: number;
  /** How many looks in a row found the nonce used and no receipt of ours. */
  readonly nonceGone: number;
};

/**
 * Follows a sent transaction until the chain says what became of it: sends the same bytes again where the node lost them, replaces it at the
 * same nonce with higher fees where it is stuck, and goes on looking where a reorganisation took its block away.
 *
 * The outcome is in the journal when it returns, unless it is `unknown`.
 */
export async function follow(deps: ExecuteDeps, rivals: readonly TransactionIntent[]): Promise<Outcome> {
  const { settings, log, signal } = deps;
  const started = Date.now();
  let pursuit: Pursuit = { rivals, bumps: 0, bumpedAt: started, nonceGone: 0 };
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, settings.pollingIntervalMs)) {
    try {
      const next = await step(deps, pursuit, pauseMs === settings.pollingIntervalMs);
      if ('status' in next) return next;
      pursuit = next;
    } catch (error) {
      // The transaction is on its way, whatever one request says.
      if (!(error instanceof KeeperError) || error.kind !== 'retry') throw error;
      log.warn({ reason: error.shortMessage, ...error.facts }, 'transaction.lookFailed');
    }
    if (Date.now() - started >= settings.timeoutMs || signal?.aborted === true) break;
    await pause(pauseMs, signal);
  }
  const { hash } = newest(pursuit.rivals);
  const reason = `it was not settled within ${(Date.now() - started) / 1000} s and is looked up again before anything new is signed`;
  log.warn({ hash, reason }, 'transaction.unknown');
  return { status: 'unknown', hash, reason };
}

async function step(deps: ExecuteDeps, pursuit: Pursuit, patient: boolean): Promise<Pursuit | Outcome> {
  const { rivals, bumps, bumpedAt } = pursuit;
  const { settings } = deps;
  const sight = await look(deps.client, rivals);
  const settled = await settle(deps, sight);
  if (settled !== undefined) return settled;
  if (sight.mined !== undefined) return { ...pursuit, nonceGone: 0 };
  const latest = newest(rivals);
  if (sight.nextNonce > latest.nonce) {
    if (pursuit.nonceGone + 1 >= looksBeforeReplaced) return settleReplaced(deps, rivals);
    return { ...pursuit, nonceGone: pursuit.nonceGone + 1 };
  }
  if (Date.now() - bumpedAt >= settings.bumpAfterMs && bumps < settings.maxBumps) {
    const replacement = await bump(deps, latest);
    const all = replacement === undefined ? rivals : [...rivals, replacement];
    return { rivals: all, bumps: bumps + 1, bumpedAt: Date.now(), nonceGone: 0 };
  }
  if (patient) await resendIfLost(deps, latest);
  return { ...pursuit, nonceGone: 0 };
}

async function settleReplaced({ journal, log }: ExecuteDeps, rivals: readonly TransactionIntent[]): Promise<Outcome> {
  const { hash, sender, nonce } = newest(rivals);
  const outcome = { status: 'replaced', hash, reason: `another transaction of ${sender} took nonce ${nonce}` } as const;
  for (const rival of rivals) await journal.settleTransaction(rival.hash, { ...outcome, hash: rival.hash });
  log.warn(outcome, 'transaction.replaced');
  return outcome;
}

function newest(rivals: readonly TransactionIntent[]): TransactionIntent {
  const last = rivals.at(-1);
  if (last === undefined) throw new RangeError('There is nothing to follow.');
  return last;
}
