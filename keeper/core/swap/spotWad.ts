import { wad } from '../math/units.ts';
import type { SwapPool } from '../snapshot.ts';
import { q96 } from './q96.ts';

/** ETH per LST (WAD) at the pool's spot, before the fee. For reckoning a cost only; nothing is ever valued at it. */
export function spotWad(pool: SwapPool): bigint {
  return (pool.sqrtPriceX96 * pool.sqrtPriceX96 * wad) / (q96 * q96);
}
