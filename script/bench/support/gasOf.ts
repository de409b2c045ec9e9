import type { Address, Hex } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { describeRevert } from '../../../keeper/simulate/describeRevert.ts';
import { findRevert } from '../../../keeper/simulate/findRevert.ts';
import type { ReplicaClient } from '../../replica/createReplicaClient.ts';

/** A call that is sent from an account which the node signs for. */
export interface GasCall {
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
}

/**
 * Sends a call as a transaction alone in its block, and returns the gas that its receipt says: 21,000 base, calldata and cold storage
 * included, refunds taken off.
 *
 * @throws KeeperError `stop` where it reverts
 */
export async function gasOf(client: ReplicaClient, { from, to, data }: GasCall): Promise<number> {
  await client.call({ account: from, to, data }).catch((error: unknown) => {
    const revert = findRevert(error);
    if (revert === undefined) throw error;
    throw reverts(to, describeRevert(revert.data).reason);
  });
  const hash = await client.sendTransaction({ account: from, to, data });
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status !== 'success') throw reverts(to, 'it reverts in its block, and did not when it was tried before');
  return Number(receipt.gasUsed);
}

function reverts(to: Address, reason: string): KeeperError {
  return new KeeperError(`A call of ${to} that was to be measured does not succeed: ${reason}.`, {
    kind: 'stop',
    facts: { to },
  });
}
