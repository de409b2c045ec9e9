import { wad } from '../math/units.ts';

/** What a sale of `paidLst` for `ethWei` loses at par, LST wei; negative where the pool pays more than par. */
export function saleLossLst(paidLst: bigint, ethWei: bigint, parWad: bigint): bigint {
  return paidLst - (ethWei * wad) / parWad;
}
