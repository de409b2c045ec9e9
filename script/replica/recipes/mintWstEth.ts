import { type Address, zeroAddress } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import type { ReplicaNode } from '../types.ts';
import { lidoAbi, wstEthAbi } from '../uniswap/abis.ts';
import { addEth } from './addEth.ts';
import { mined } from './mined.ts';

/**
 * Gives a development account wstETH by staking new ETH with the issuer, as on mainnet.
 *
 * @param ethWei how much ETH is staked
 */
export async function mintWstEth(node: ReplicaNode, account: Address, ethWei: bigint): Promise<void> {
  const { client } = node;
  const stEth = { address: mainnet.stEth, abi: lidoAbi } as const;
  await addEth(node, account, ethWei);
  const submit = { ...stEth, functionName: 'submit', args: [zeroAddress], value: ethWei, account } as const;
  await mined(node, client.writeContract(submit));
  const balance = await client.readContract({ ...stEth, functionName: 'balanceOf', args: [account] });
  const approve = { ...stEth, functionName: 'approve', args: [mainnet.wstEth, balance], account } as const;
  await mined(node, client.writeContract(approve));
  const wrap = { address: mainnet.wstEth, abi: wstEthAbi, functionName: 'wrap', args: [balance], account } as const;
  await mined(node, client.writeContract(wrap));
}
