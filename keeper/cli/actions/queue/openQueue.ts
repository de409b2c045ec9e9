import type { Address, LocalAccount } from 'viem';
import type { SettingFlags } from '../../../config/settings.ts';
import { KeeperError } from '../../../core/errors.ts';
import { findVault } from '../../session/findVault.ts';
import { openSession, type Session } from '../../session/openSession.ts';
import { pickSigner } from '../../session/pickSigner.ts';

/** The flags of every command about the queue. */
export interface QueueFlags extends SettingFlags {
  readonly account?: string | undefined;
}

/** A vault's withdrawal queue and who is asking. */
export interface OpenQueue {
  readonly session: Session;
  readonly account: LocalAccount;
  readonly vault: Address;
  readonly queue: Address;
  /** Block that the queue was deployed before. */
  readonly sinceBlock: bigint;
}

/**
 * Finds the withdrawal queue in the deployment record.
 *
 * @throws KeeperError `stop` where the vault was named without a record, which alone knows the queue
 */
export async function openQueue(flags: QueueFlags): Promise<OpenQueue> {
  const session = await openSession(flags);
  const account = pickSigner(session, flags.account, 'depositor');
  const { address: vault, deployment } = await findVault(session);
  if (deployment === undefined) {
    throw new KeeperError(
      `The withdrawal queue of ${vault} is not known, since no deployment record describes this vault. Leave --vault out, or name the record with --name.`,
      { kind: 'stop', facts: { vault } },
    );
  }
  return { session, account, vault, queue: deployment.queue.address, sinceBlock: BigInt(deployment.blockNumber) };
}
