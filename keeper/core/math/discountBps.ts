import { bps } from './units.ts';

/** How far the market stands under par, in bps rounded towards zero; negative over par. */
export function discountBps({ parWad, marketWad }: { readonly parWad: bigint; readonly marketWad: bigint }): bigint {
  return ((parWad - marketWad) * bps) / parWad;
}
