import type { Address } from 'viem';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode } from '../types.ts';
import { aclManagerAbi, providerAbi } from './aaveAbi.ts';
import { aaveAddresses } from './aaveAddresses.ts';

/**
 * Lets the node send as the admin of Aave's access list, which the contracts themselves name, so that it works on a fork as well. Where the
 * admin has no pool admin's role it first takes it, as only it may.
 */
export async function asPoolAdmin<Result>(
  node: ReplicaNode,
  action: (admin: Address) => Promise<Result>,
): Promise<Result> {
  const { client } = node;
  const provider = { address: aaveAddresses.provider, abi: providerAbi } as const;
  const [admin, manager] = await Promise.all([
    client.readContract({ ...provider, functionName: 'getACLAdmin' }),
    client.readContract({ ...provider, functionName: 'getACLManager' }),
  ]);
  const acl = { address: manager, abi: aclManagerAbi, args: [admin] } as const;
  return impersonate(node, admin, async () => {
    const ready = await client.readContract({ ...acl, functionName: 'isPoolAdmin' });
    if (!ready)
      await mined(node, client.writeContract({ ...acl, functionName: 'addPoolAdmin', account: admin, chain: null }));
    return action(admin);
  });
}
