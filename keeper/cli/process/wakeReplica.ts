import { createReplicaClient } from '../../../script/replica/createReplicaClient.ts';
import type { Session } from '../session/openSession.ts';

const oldBlockSeconds = 30n;

/**
 * Mines a block where a development node's last one is old: it has stood still since, so a batch that was decided on that block would have
 * expired in the next.
 */
export async function wakeReplica({ client, settings }: Session): Promise<void> {
  const { timestamp } = await client.getBlock();
  if (BigInt(Math.floor(Date.now() / 1_000)) - timestamp < oldBlockSeconds) return;
  await createReplicaClient(settings.rpcUrl).mine({ blocks: 1 });
}
