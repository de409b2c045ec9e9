import type { Address } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import type { ReplicaNode } from '../types.ts';
import { wethAbi } from '../uniswap/abis.ts';
import { addEth } from './addEth.ts';
import { mined } from './mined.ts';

/** Gives a development account WETH by wrapping new ETH. */
export async function mintWeth(node: ReplicaNode, account: Address, amountWei: bigint): Promise<void> {
  await addEth(node, account, amountWei);
  const deposit = { address: mainnet.weth, abi: wethAbi, functionName: 'deposit', value: amountWei, account } as const;
  await mined(node, node.client.writeContract(deposit));
}
