import { ceilDiv } from '../math/ceilDiv.ts';
import { wad } from '../math/units.ts';
import type { Position } from './position.ts';

/** What a loop is worth at par, LST wei: collateral − debt ÷ par. Rounded down; negative where it owes more than it owns. */
export function equityLst({ collateral, debt }: Position, parWad: bigint): bigint {
  return collateral - ceilDiv(debt * wad, parWad);
}
