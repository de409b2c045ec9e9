import { bps, wad } from '../math/units.ts';

/** The most LST that a sale for `ethWei` may cost: `slippageBps` under the oracle's market rate, rounded down as the strategy does. */
export function maxLstForEth(ethWei: bigint, marketWad: bigint, slippageBps: bigint): bigint {
  return (ethWei * wad * bps) / (marketWad * (bps - slippageBps));
}
