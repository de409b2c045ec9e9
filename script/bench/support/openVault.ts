import type { Address } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { deployOnReplica } from '../../deploy/deployOnReplica.ts';
import { depositOnReplica } from '../../deploy/depositOnReplica.ts';
import { bootReplica } from '../../replica/bootReplica.ts';
import type { ReplicaNode } from '../../replica/types.ts';
import type { Scope } from '../types.ts';
import { approveVault } from './approveVault.ts';

export interface BenchVault {
  readonly node: ReplicaNode;
  readonly vault: Address;
  /** The Aave loop, the only strategy listed. */
  readonly loop: Address;
}

/**
 * A replica of its own with a vault whose curator need not wait, so that strategies can be exchanged for rivals.
 *
 * @param depositAssets LST wei that the development depositor brings in; he may then deposit more without another approval
 */
export async function openVault(scope: Scope, depositAssets: bigint): Promise<BenchVault> {
  const node = await bootReplica();
  scope.defer(node.stop);
  const deployment = await deployOnReplica(node, { holders: { curatorDelaySeconds: 0 } });
  const vault = deployment.vault.address;
  const loop = deployment.strategies[0]?.address;
  if (loop === undefined) throw new KeeperError('The deployment has no strategy.', { kind: 'stop' });
  if (depositAssets !== 0n) await depositOnReplica(node, vault, depositAssets);
  await approveVault(node, vault);
  return { node, vault, loop };
}
