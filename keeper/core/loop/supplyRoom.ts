import { maxOf } from '../math/maxOf.ts';
import { bps, maxUint256 } from '../math/units.ts';
import type { AaveReserve } from '../snapshot.ts';
import { capMarginBps } from './capMarginBps.ts';

/** LST that the lender's supply cap still takes, less a margin. */
export function supplyRoom({ supplyCap, totalSupplied }: AaveReserve): bigint {
  if (supplyCap === 0n) return maxUint256;
  return maxOf((supplyCap * (bps - capMarginBps)) / bps - totalSupplied, 0n);
}
