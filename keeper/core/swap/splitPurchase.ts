import { minOf } from '../math/minOf.ts';
import type { Issuer, SwapPool } from '../snapshot.ts';
import { ethUntilPar } from './ethUntilPar.ts';

/** How ETH is divided between the two places that give LST for it. */
export type PurchaseSplit = { readonly poolEth: bigint; readonly issuerEth: bigint };

/**
 * Divides `ethIn` as the strategy does: the pool as long as the next LST costs less there than at the issuer, fee included, then the issuer's
 * mint at par as far as it takes ETH, and the pool again for what is left.
 */
export function splitPurchase(pool: SwapPool, issuer: Issuer, parWad: bigint, ethIn: bigint): PurchaseSplit {
  if (issuer.paused) return { poolEth: ethIn, issuerEth: 0n };
  const issuerEth = minOf(ethIn - minOf(ethIn, ethUntilPar(pool, parWad)), issuer.stakeLimit);
  return { poolEth: ethIn - issuerEth, issuerEth };
}
