import type { SwapPool } from '../snapshot.ts';
import { pips, q96 } from './q96.ts';

/**
 * LST (token0) that the pool gives for exactly `ethIn` WETH (token1), fee taken. Uniswap v3's `SwapMath` with its rounding, under the
 * assumption of {@link lstInForEthOut}. Zero where the pool is empty.
 */
export function lstOutForEthIn(pool: SwapPool, ethIn: bigint): bigint {
  if (pool.liquidity === 0n || pool.sqrtPriceX96 === 0n) return 0n;
  const net = (ethIn * (pips - pool.feePips)) / pips;
  const moved = (net * q96) / pool.liquidity;
  const after = pool.sqrtPriceX96 + moved;
  return (pool.liquidity * q96 * moved) / after / pool.sqrtPriceX96;
}
