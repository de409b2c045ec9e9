import { type Address, encodeFunctionData, parseEther } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { gasOf } from './gasOf.ts';
import type { BenchVault } from './openVault.ts';

/** As the curator: takes a strategy off the vault's list, and puts another one on it. */
export async function relist(
  { node: { client, accounts }, vault }: BenchVault,
  change: { readonly remove?: Address; readonly add?: Address },
): Promise<void> {
  const from = accounts.curator.address;
  if (change.remove !== undefined) {
    const data = encodeFunctionData({ abi: lstVaultAbi, functionName: 'removeStrategy', args: [change.remove] });
    await gasOf(client, { from, to: vault, data });
  }
  if (change.add !== undefined) {
    const args = [change.add, parseEther('1000')] as const;
    const data = encodeFunctionData({ abi: lstVaultAbi, functionName: 'addStrategy', args });
    await gasOf(client, { from, to: vault, data });
  }
}
