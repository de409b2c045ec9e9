import { maxOf } from '../math/maxOf.ts';
import { bps, wad } from '../math/units.ts';
import type { Policy } from '../policy.ts';
import type { AaveLoopDetails } from '../snapshot.ts';
import { lstInForEthOut } from '../swap/lstInForEthOut.ts';
import { purchasedLst } from '../swap/purchasedLst.ts';
import { spotWad } from '../swap/spotWad.ts';

/**
 * What a lever-up by `ethWei` must earn before it has earned anything, ETH wei, gas aside: what the purchase costs against par, never counted
 * as a gain, and the policy's share of what a sale of the same debt would cost now against the pool's own price (fee and own impact; the
 * discount itself is the peg rule's matter). Convex in `ethWei`.
 */
export function roundTripCostEth(
  { swapPool, issuer }: AaveLoopDetails,
  parWad: bigint,
  ethWei: bigint,
  { exitShareBps }: Policy['cost'],
): bigint {
  const entry = maxOf(ethWei - (purchasedLst(swapPool, issuer, parWad, ethWei) * parWad) / wad, 0n);
  const sold = lstInForEthOut(swapPool, ethWei) ?? 0n;
  const exit = maxOf((sold * spotWad(swapPool)) / wad - ethWei, 0n);
  return entry + (exit * exitShareBps) / bps;
}
