import type { Address } from 'viem';
import { strategyAbi } from '../../../keeper/abi/strategy.gen.ts';
import type { BenchVault } from './openVault.ts';

/** LST supplied and WETH owed, wei, by what a strategy of the bench's vault reports. */
export async function positionOf(
  { node: { client } }: BenchVault,
  strategy: Address,
): Promise<{ readonly collateral: bigint; readonly debt: bigint }> {
  const read = { address: strategy, abi: strategyAbi, functionName: 'exposure', args: [10n ** 18n] } as const;
  const [lst, eth] = await client.readContract(read);
  return { collateral: lst, debt: -eth };
}
