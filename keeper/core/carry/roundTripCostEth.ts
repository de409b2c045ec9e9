import { maxOf } from '../math/maxOf.ts';
import { bps, wad } from '../math/units.ts';
import type { Policy } from '../policy.ts';
import type { AaveLoopDetails } from '../snapshot.ts';
import { lstInForEthOut } from '../swap/lstInForEthOut.ts';
import { purchasedLst } from '../swap/purchasedLst.ts';
import { spotWad } from '../swap/spotWad.ts';

/**
 * What a lever-up by `ethWei` must earn before it has earned anything, ETH wei, gas aside: what the purchase costs against par, never counted
 * as a gain, and the policy's share of what it adds to the cost of selling the whole debt now, against the pool's own price (fee and own
 * impact; the discount itself is the peg rule's matter). Convex in `ethWei`, and the same whether it is gone in one step or in many.
 */
export function roundTripCostEth(
  { debt, swapPool, issuer }: AaveLoopDetails,
  parWad: bigint,
  ethWei: bigint,
  { exitShareBps }: Policy['cost'],
): bigint {
  const entry = maxOf(ethWei - (purchasedLst(swapPool, issuer, parWad, ethWei) * parWad) / wad, 0n);
  const exit = (whole: bigint) => ((lstInForEthOut(swapPool, whole) ?? 0n) * spotWad(swapPool)) / wad - whole;
  return entry + (maxOf(exit(debt + ethWei) - exit(debt), 0n) * exitShareBps) / bps;
}
