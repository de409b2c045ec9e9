import { type Address, parseEther } from 'viem';
import type { ReplicaNode } from '../types.ts';

/**
 * Lets the node send as any address while `action` runs, with ETH for gas. Pass the address as `account`.
 *
 * The address keeps its balance if it can pay for gas, else it is given 10 ETH.
 */
export async function impersonate<Result>(
  { client }: ReplicaNode,
  address: Address,
  action: (address: Address) => Promise<Result>,
): Promise<Result> {
  if ((await client.getBalance({ address })) < parseEther('1')) {
    await client.setBalance({ address, value: parseEther('10') });
  }
  await client.impersonateAccount({ address });
  try {
    return await action(address);
  } finally {
    await client.stopImpersonatingAccount({ address });
  }
}
