import { encodeFunctionData } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { jump } from '../../replica/scenarios/jump.ts';
import { gasOf } from './gasOf.ts';
import type { BenchVault } from './openVault.ts';

const day = 86_400;

/**
 * Lets batches lose as much as a vault can ever be set to, and fills both budgets: a rival that sells round by round loses more than a real
 * vault allows in a day.
 */
export async function widenLossBudgets({ node, vault }: BenchVault): Promise<void> {
  const terms = [
    { capacityBps: 100, period: day },
    { capacityBps: 500, period: day },
  ] as const;
  const from = node.accounts.curator.address;
  const budgets = encodeFunctionData({ abi: lstVaultAbi, functionName: 'setLossBudgets', args: terms });
  await gasOf(node.client, { from, to: vault, data: budgets });
  // What is left is not raised with the size; that takes time.
  await jump(node, { seconds: day / 2 });
  const fill = encodeFunctionData({ abi: lstVaultAbi, functionName: 'acknowledgeLoss' });
  await gasOf(node.client, { from, to: vault, data: fill });
}
