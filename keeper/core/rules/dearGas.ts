import type { Context } from '../context.ts';
import type { Reason } from '../decision.ts';
import { inWords } from '../text/inWords.ts';

/**
 * Moves for yield wait for cheaper gas.
 *
 * @returns undefined where gas is cheap enough
 */
export function dearGas({ snapshot, policy }: Context): Reason | undefined {
  const { baseFeePerGasWei } = snapshot;
  const { maxBaseFeeWei } = policy.cost;
  if (baseFeePerGasWei <= maxBaseFeeWei) return undefined;
  const text = `Moves for yield wait: the base fee of ${inWords.gwei(baseFeePerGasWei)} is over ${inWords.gwei(maxBaseFeeWei)}.`;
  return { rule: 'cost', verdict: 'hold', text, facts: { baseFeePerGasWei, maxBaseFeeWei } };
}
