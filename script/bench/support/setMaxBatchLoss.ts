import { encodeFunctionData } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { gasOf } from './gasOf.ts';
import type { BenchVault } from './openVault.ts';

/** Lets a batch lose more than a real vault would, since the rivals do. */
export async function setMaxBatchLoss({ node, vault }: BenchVault, maxBatchLossBps: number): Promise<void> {
  const data = encodeFunctionData({ abi: lstVaultAbi, functionName: 'setMaxBatchLoss', args: [maxBatchLossBps] });
  await gasOf(node.client, { from: node.accounts.curator.address, to: vault, data });
}
