import { createSender } from '../../deploy/createSender.ts';
import { stakeIfShort } from '../../deploy/stakeIfShort.ts';
import type { ReplicaNode } from '../../replica/types.ts';

/** Sees to it that the development depositor holds LST (wei): more than what is measured takes, so that no balance is emptied or first filled by it. */
export async function fundDepositor({ client, rpcUrl, accounts }: ReplicaNode, assets: bigint): Promise<void> {
  await stakeIfShort(client, createSender(client, rpcUrl, accounts.depositor), assets);
}
