import type { Address } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { createSender } from '../../deploy/createSender.ts';
import { vaultSettings } from '../../deploy/vaultSettings.ts';
import type { ReplicaNode } from '../../replica/types.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';

/** Deploys Ballast's loop or one of its rivals for a vault; nothing is listed yet. */
export async function deployStrategy(
  { client, rpcUrl, accounts }: ReplicaNode,
  name: 'AaveV3Loop' | 'FlashLoanLoop' | 'RecursiveLoop',
  vault: Address,
): Promise<Address> {
  const { eModeCategory, ...limits } = vaultSettings.aave;
  const places = [vault, mainnet.aavePool, mainnet.wstEthWethPool];
  const args = name === 'AaveV3Loop' ? [...places, mainnet.weth, eModeCategory, limits] : [...places, eModeCategory];
  const deployer = createSender(client, rpcUrl, accounts.deployer);
  const { address } = await deployer.deploy({ name, ...(await readArtifact(name)), args });
  return address;
}
