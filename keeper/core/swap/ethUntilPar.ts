import { ceilDiv } from '../math/ceilDiv.ts';
import { sqrt } from '../math/sqrt.ts';
import { wad } from '../math/units.ts';
import type { SwapPool } from '../snapshot.ts';
import { pips, q96 } from './q96.ts';

/** WETH that buys LST in the pool until the next LST costs par, fee included: until the pool's price reaches par × (1 − fee). Wei. */
export function ethUntilPar(pool: SwapPool, parWad: bigint): bigint {
  const parSqrtPrice = sqrt((parWad * (pips - pool.feePips) * q96 * q96) / (wad * pips));
  if (pool.sqrtPriceX96 === 0n || pool.sqrtPriceX96 >= parSqrtPrice) return 0n;
  const net = ceilDiv(pool.liquidity * (parSqrtPrice - pool.sqrtPriceX96), q96);
  return net + ceilDiv(net * pool.feePips, pips - pool.feePips);
}
