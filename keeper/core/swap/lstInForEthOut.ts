import { ceilDiv } from '../math/ceilDiv.ts';
import type { SwapPool } from '../snapshot.ts';
import { pips, q96 } from './q96.ts';

/**
 * LST (token0) that the pool takes, fee included, for exactly `ethOut` WETH (token1). Uniswap v3's `SwapMath` with its rounding, on the
 * assumption that the liquidity in range reaches all the way: exact within one tick range, an estimate beyond it. The simulation of the exact
 * calldata has the last word.
 *
 * @returns undefined where the liquidity in range cannot deliver that much
 */
export function lstInForEthOut(pool: SwapPool, ethOut: bigint): bigint | undefined {
  if (pool.liquidity === 0n || pool.sqrtPriceX96 === 0n) return undefined;
  const moved = ceilDiv(ethOut * q96, pool.liquidity);
  const after = pool.sqrtPriceX96 - moved;
  if (after <= 0n) return undefined;
  const net = ceilDiv(ceilDiv(pool.liquidity * q96 * moved, pool.sqrtPriceX96), after);
  return net + ceilDiv(net * pool.feePips, pips - pool.feePips);
}
