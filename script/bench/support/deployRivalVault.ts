import { type Address, encodeFunctionData, erc4626Abi } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { createSender } from '../../deploy/createSender.ts';
import { stakeIfShort } from '../../deploy/stakeIfShort.ts';
import { readPackageArtifact } from '../../replica/packages/readPackageArtifact.ts';
import type { ReplicaNode } from '../../replica/types.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';
import { approveVault } from './approveVault.ts';
import { gasOf } from './gasOf.ts';

/** Deploys one of the rival vaults behind OpenZeppelin's ERC1967Proxy and deposits LST (wei) of the development depositor. */
export async function deployRivalVault(
  node: ReplicaNode,
  name: 'OzVault' | 'OzLiveVault',
  depositAssets: bigint,
): Promise<Address> {
  const { client, rpcUrl, accounts } = node;
  const deployer = createSender(client, rpcUrl, accounts.deployer);
  const artifact = await readArtifact(name);
  const proxy = await readPackageArtifact('@openzeppelin/contracts', 'build/contracts/ERC1967Proxy.json');
  const implementation = await deployer.deploy({ name, ...artifact, args: [] });
  const initialize = encodeFunctionData({ abi: artifact.abi, functionName: 'initialize', args: [mainnet.wstEth] });
  const args = [implementation.address, initialize];
  const { address } = await deployer.deploy({ name: 'ERC1967Proxy', ...proxy, args });

  const depositor = accounts.depositor.address;
  await stakeIfShort(client, createSender(client, rpcUrl, accounts.depositor), depositAssets);
  await approveVault(node, address);
  const data = encodeFunctionData({ abi: erc4626Abi, functionName: 'deposit', args: [depositAssets, depositor] });
  await gasOf(client, { from: depositor, to: address, data });
  return address;
}
