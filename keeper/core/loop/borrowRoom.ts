import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { bps } from '../math/units.ts';
import type { AaveReserve } from '../snapshot.ts';
import { capMarginBps } from './capMarginBps.ts';

/** WETH that can be borrowed until the policy's utilisation is reached and within the lender's borrow cap, less a margin. */
export function borrowRoom({ availableLiquidity, borrowCap, totalDebt }: AaveReserve, maxUsageBps: bigint): bigint {
  const free = ((availableLiquidity + totalDebt) * maxUsageBps) / bps - totalDebt;
  const underCap = borrowCap === 0n ? free : (borrowCap * (bps - capMarginBps)) / bps - totalDebt;
  return maxOf(minOf(free, underCap), 0n);
}
