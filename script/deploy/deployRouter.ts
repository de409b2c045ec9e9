import type { Address } from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { readArtifact } from '../toolchain/readArtifact.ts';
import type { DeployedContract, Sender } from './createSender.ts';

/** Deploys the router of a wstETH vault: ways in and out with ETH, WETH and stETH. It has no power over the vault, which does not know it. */
export async function deployRouter(sender: Sender, vault: Address): Promise<DeployedContract> {
  const args = [vault, mainnet.weth, mainnet.wstEthWethPool, mainnet.withdrawalQueue, mainnet.permit2];
  return sender.deploy({ name: 'Router', ...(await readArtifact('Router')), args });
}
