import type { Hash } from 'viem';
import type { ExecuteDeps } from './deps.ts';
import { look } from './look.ts';

/**
 * After a reorganisation: opens the record of every transaction again whose block is no longer there, so that `recover` follows it anew.
 *
 * @returns the hashes of those transactions
 * @throws KeeperError `retry` where the node does not answer
 */
export async function recheckMined(deps: ExecuteDeps, fromBlock: bigint): Promise<readonly Hash[]> {
  const { client, journal, account, policy, log } = deps;
  const mined = await journal.minedSince({ chainId: policy.chainId, sender: account.address }, fromBlock);
  const gone: Hash[] = [];
  for (const { intent, blockHash } of mined) {
    const sight = await look(client, [intent]);
    if (sight.mined?.blockHash === blockHash) continue;
    await journal.reopenTransaction(intent.hash);
    log.warn({ hash: intent.hash, blockHash }, 'transaction.reorganised');
    gone.push(intent.hash);
  }
  return gone;
}
