import { parseEther } from 'viem';
import type { Deployment } from '../../keeper/config/deploymentSchema.ts';
import type { ReplicaNode } from '../replica/types.ts';
import { type DeployOptions, deployVault } from './deployVault.ts';
import type { RoleHolders } from './grantRoles.ts';

type Changes = Partial<Pick<DeployOptions, 'name' | 'seedAssets' | 'capAssets' | 'note'>> & {
  readonly holders?: Partial<RoleHolders>;
};

/** Deploys a wstETH vault on a development node, with the parts given to the development accounts of the same names. */
export async function deployOnReplica(node: ReplicaNode, changes: Changes = {}): Promise<Deployment> {
  const { client, rpcUrl, accounts } = node;
  return deployVault({
    name: 'wsteth',
    seedAssets: parseEther('0.01'),
    capAssets: parseEther('1000'),
    ...changes,
    client,
    rpcUrl,
    deployer: accounts.deployer,
    replica: true,
    holders: { ...devHolders(node), ...changes.holders },
  });
}

/** The development accounts in their parts, with the delays of a real deployment. */
export function devHolders({ accounts }: Pick<ReplicaNode, 'accounts'>): RoleHolders {
  return {
    owner: accounts.deployer.address,
    curator: accounts.curator.address,
    guardian: accounts.guardian.address,
    keeper: accounts.keeper.address,
    ownerDelaySeconds: 7 * 24 * 3600,
    curatorDelaySeconds: 2 * 24 * 3600,
  };
}
