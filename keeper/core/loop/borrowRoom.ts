import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { bps } from '../math/units.ts';
import type { AaveReserve } from '../snapshot.ts';

/** WETH that can be borrowed now, within free liquidity and borrow cap, less the policy's margin. */
export function borrowRoom({ availableLiquidity, borrowCap, totalDebt }: AaveReserve, marginBps: bigint): bigint {
  const underCap = borrowCap === 0n ? availableLiquidity : maxOf(borrowCap - totalDebt, 0n);
  return (minOf(availableLiquidity, underCap) * (bps - marginBps)) / bps;
}
