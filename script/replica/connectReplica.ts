import { KeeperError } from '../../keeper/core/errors.ts';
import { createReplicaClient } from './createReplicaClient.ts';
import { devAccounts } from './devAccounts.ts';
import { isReplica } from './isReplica.ts';
import type { ReplicaNode } from './types.ts';

/**
 * Takes hold of a development node that somebody else started, to move its world. `stop()` leaves it running.
 *
 * @throws KeeperError `retry` when nothing answers, `stop` when it is not a development node on this machine
 */
export async function connectReplica(rpcUrl: string): Promise<ReplicaNode> {
  if (!URL.canParse(rpcUrl) || !['127.0.0.1', 'localhost', '[::1]'].includes(new URL(rpcUrl).hostname)) {
    throw new KeeperError('Scenarios move a replica on this machine alone. Give an RPC URL on 127.0.0.1.', {
      kind: 'stop',
    });
  }
  const client = createReplicaClient(rpcUrl);
  const development = await isReplica(client).catch(() => {
    throw new KeeperError('No replica answers there. Start one with `npx ballast replica` and try again.', {
      kind: 'retry',
    });
  });
  if (!development) {
    throw new KeeperError(
      'The node there is not a development node. Scenarios need a replica (`npx ballast replica`).',
      {
        kind: 'stop',
      },
    );
  }
  return { rpcUrl, client, accounts: devAccounts, stop: async () => undefined };
}
