import { wad } from '../math/units.ts';
import type { Issuer, SwapPool } from '../snapshot.ts';
import { lstOutForEthIn } from './lstOutForEthIn.ts';
import { splitPurchase } from './splitPurchase.ts';

/** LST that a lever-up gets for `ethIn`, from pool and issuer together, rounded down. */
export function purchasedLst(pool: SwapPool, issuer: Issuer, parWad: bigint, ethIn: bigint): bigint {
  const { poolEth, issuerEth } = splitPurchase(pool, issuer, parWad, ethIn);
  return lstOutForEthIn(pool, poolEth) + (issuerEth * wad) / parWad;
}
