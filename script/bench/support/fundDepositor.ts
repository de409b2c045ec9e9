import { parseEther } from 'viem';
import { createSender } from '../../deploy/createSender.ts';
import { stakeIfShort } from '../../deploy/stakeIfShort.ts';
import type { ReplicaNode } from '../../replica/types.ts';

/** Sees to it that the development depositor holds LST after whatever is measured, so that his balance is never emptied or first filled by it. */
export async function fundDepositor({ client, rpcUrl, accounts }: ReplicaNode): Promise<void> {
  await stakeIfShort(client, createSender(client, rpcUrl, accounts.depositor), parseEther('20'));
}
