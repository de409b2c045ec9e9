import { type Address, erc20Abi, type Hash } from 'viem';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import type { ReplicaNode } from '../replica/types.ts';
import { createSender } from './createSender.ts';
import { stakeIfShort } from './stakeIfShort.ts';

/**
 * Deposits wstETH (wei) of the development depositor, who stakes ETH for it where he has too little.
 *
 * @returns the deposit's transaction
 */
export async function depositOnReplica(node: ReplicaNode, vault: Address, assets: bigint): Promise<Hash> {
  const { client, rpcUrl, accounts } = node;
  const sender = createSender(client, rpcUrl, accounts.depositor);
  await stakeIfShort(client, sender, assets);
  await sender.send({ to: mainnet.wstEth, abi: erc20Abi, functionName: 'approve', args: [vault, assets] });
  const args = [assets, sender.address];
  const { transactionHash } = await sender.send({ to: vault, abi: lstVaultAbi, functionName: 'deposit', args });
  return transactionHash;
}
