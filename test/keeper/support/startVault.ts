import { type Address, erc20Abi, parseEther } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { createSender } from '../../../script/deploy/createSender.ts';
import { deployOnReplica } from '../../../script/deploy/deployOnReplica.ts';
import { stakeIfShort } from '../../../script/deploy/stakeIfShort.ts';
import type { BootedReplica } from '../../../script/replica/bootReplica.ts';
import { startTestReplica } from '../../support/replica.ts';

export type VaultOnReplica = BootedReplica & { readonly vault: Address };

/** A replica with a vault that holds 100 wstETH, all idle: what the keeper meets on its first tick. */
export async function startVault(): Promise<VaultOnReplica> {
  const replica = await startTestReplica();
  const { client, rpcUrl, accounts } = replica;
  const deployment = await deployOnReplica(replica);
  const depositor = createSender(client, rpcUrl, accounts.depositor);
  const assets = parseEther('100');
  await stakeIfShort(client, depositor, assets);
  const vault = deployment.vault.address;
  await depositor.send({ to: mainnet.wstEth, abi: erc20Abi, functionName: 'approve', args: [vault, assets] });
  await depositor.send({ to: vault, abi: lstVaultAbi, functionName: 'deposit', args: [assets, depositor.address] });
  return { ...replica, vault };
}
