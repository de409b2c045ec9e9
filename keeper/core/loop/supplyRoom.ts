import { maxOf } from '../math/maxOf.ts';
import { bps, maxUint256 } from '../math/units.ts';
import type { AaveReserve } from '../snapshot.ts';

/** LST that the lender's supply cap still takes, less the policy's margin. */
export function supplyRoom({ supplyCap, totalSupplied }: AaveReserve, marginBps: bigint): bigint {
  if (supplyCap === 0n) return maxUint256;
  return (maxOf(supplyCap - totalSupplied, 0n) * (bps - marginBps)) / bps;
}
