import { type Address, hexToBigInt, numberToHex, type PublicClient } from 'viem';
import { fromRpc } from '../observe/fromRpc.ts';
import type { Plan } from '../plan/types.ts';
import { describeRevert } from './describeRevert.ts';
import { findRevert } from './findRevert.ts';
import type { Simulation } from './types.ts';

export type SimulateDeps = {
  readonly client: PublicClient;
  /** The keeper's account, which holds the keeper role. */
  readonly sender: Address;
};

/**
 * Between decision and block the pool may cross a few ticks more, and strangers may put dust into the lender's account, which must not make a
 * rescue run out of gas. What is not used is not paid for.
 */
const gasMarginPercent = 50n;

/**
 * Runs the plan's exact bytes at the block that was decided on, and estimates their gas.
 *
 * @throws KeeperError `retry` where the node does not answer
 */
export async function simulate({ client, sender }: SimulateDeps, plan: Plan): Promise<Simulation> {
  const transaction = { from: sender, to: plan.to, data: plan.data, value: '0x0' } as const;
  const pinned = { blockHash: plan.block.hash, requireCanonical: true };
  try {
    const [, gas] = await Promise.all([
      client.request({ method: 'eth_call', params: [transaction, pinned] }),
      client.request({ method: 'eth_estimateGas', params: [transaction, numberToHex(plan.block.number)] }),
    ]);
    const gasEstimate = hexToBigInt(gas);
    return { status: 'ok', gasEstimate, gasLimit: gasEstimate + (gasEstimate * gasMarginPercent) / 100n };
  } catch (error) {
    const revert = findRevert(error);
    if (revert !== undefined) return { status: 'reverts', ...describeRevert(revert.data) };
    return fromRpc('eth_call', Promise.reject(error));
  }
}
