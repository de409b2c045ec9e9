import { type Address, encodeFunctionData, erc4626Abi } from 'viem';
import type { ReplicaNode } from '../../replica/types.ts';
import { gasOf } from './gasOf.ts';

/** Gas of a deposit and of a withdrawal by someone who holds shares before and after, and LST as well: no slot is written for the first time. */
export async function entryAndLeave(
  { client, accounts }: ReplicaNode,
  vault: Address,
  amounts: { readonly deposit: bigint; readonly withdraw: bigint },
): Promise<{ readonly deposit: number; readonly withdraw: number }> {
  const from = accounts.depositor.address;
  const deposit = encodeFunctionData({ abi: erc4626Abi, functionName: 'deposit', args: [amounts.deposit, from] });
  const withdraw = encodeFunctionData({
    abi: erc4626Abi,
    functionName: 'withdraw',
    args: [amounts.withdraw, from, from],
  });
  return {
    deposit: await gasOf(client, { from, to: vault, data: deposit }),
    withdraw: await gasOf(client, { from, to: vault, data: withdraw }),
  };
}
