import type { AaveLoopDetails } from '../snapshot.ts';
import { lstInForEthOut } from '../swap/lstInForEthOut.ts';
import type { Position } from './position.ts';

/**
 * The loop after `ethWei` have been repaid with collateral sold to the pool.
 *
 * @returns undefined where the pool cannot deliver, or the collateral does not suffice
 */
export function leverDownOutcome(details: AaveLoopDetails, ethWei: bigint): Position | undefined {
  const paid = lstInForEthOut(details.swapPool, ethWei);
  if (paid === undefined || paid > details.collateral || ethWei > details.debt) return undefined;
  return { collateral: details.collateral - paid, debt: details.debt - ethWei };
}
