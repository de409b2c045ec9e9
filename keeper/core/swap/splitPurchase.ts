import { ceilDiv } from '../math/ceilDiv.ts';
import { minOf } from '../math/minOf.ts';
import { sqrt } from '../math/sqrt.ts';
import { wad } from '../math/units.ts';
import type { Issuer, SwapPool } from '../snapshot.ts';
import { pips, q96 } from './q96.ts';

/** How ETH is divided between the two places that give LST for it. */
export type PurchaseSplit = { readonly poolEth: bigint; readonly issuerEth: bigint };

/**
 * Divides `ethIn` as the strategy does: the pool as long as the next LST costs less there than at the issuer, fee included, then the issuer's
 * mint at par as far as it takes ETH, and the pool again for what is left.
 *
 * At the margin both cost the same where the pool's price reaches par × (1 − fee).
 */
export function splitPurchase(pool: SwapPool, issuer: Issuer, parWad: bigint, ethIn: bigint): PurchaseSplit {
  if (issuer.paused) return { poolEth: ethIn, issuerEth: 0n };
  const issuerEth = minOf(ethIn - minOf(ethIn, ethUntilPar(pool, parWad)), issuer.stakeLimit);
  return { poolEth: ethIn - issuerEth, issuerEth };
}

function ethUntilPar(pool: SwapPool, parWad: bigint): bigint {
  const parSqrtPrice = sqrt((parWad * (pips - pool.feePips) * q96 * q96) / (wad * pips));
  if (pool.sqrtPriceX96 === 0n || pool.sqrtPriceX96 >= parSqrtPrice) return 0n;
  const net = ceilDiv(pool.liquidity * (parSqrtPrice - pool.sqrtPriceX96), q96);
  return net + ceilDiv(net * pool.feePips, pips - pool.feePips);
}
