import { ceilDiv } from '../math/ceilDiv.ts';
import { bps, wad } from '../math/units.ts';

/** The fewest LST that a purchase for `ethWei` may bring: `slippageBps` over the oracle's market rate, rounded up as the strategy does. */
export function minLstForEth(ethWei: bigint, marketWad: bigint, slippageBps: bigint): bigint {
  return ceilDiv(ethWei * wad * bps, marketWad * (bps + slippageBps));
}
