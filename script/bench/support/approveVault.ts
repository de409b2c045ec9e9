import { type Address, encodeFunctionData, erc20Abi, maxUint256 } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import type { ReplicaNode } from '../../replica/types.ts';
import { gasOf } from './gasOf.ts';

/** Lets a vault take any amount of the development depositor's LST. wstETH lowers even an unlimited approval, in both vaults alike. */
export async function approveVault({ client, accounts }: ReplicaNode, vault: Address): Promise<void> {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [vault, maxUint256] });
  await gasOf(client, { from: accounts.depositor.address, to: mainnet.wstEth, data });
}
