import { ceilDiv } from '../math/ceilDiv.ts';
import { maxUint256, wad } from '../math/units.ts';
import { equityLst } from './equityLst.ts';
import type { Position } from './position.ts';

/** Leverage at par (WAD): collateral ÷ equity, rounded up. One where nothing is owed, 2^256 − 1 where the debt has eaten the equity. */
export function leverageWad(position: Position, parWad: bigint): bigint {
  if (position.debt === 0n) return wad;
  const equity = equityLst(position, parWad);
  return equity <= 0n ? maxUint256 : ceilDiv(position.collateral * wad, equity);
}
