import type { AaveLoopDetails } from '../snapshot.ts';
import { purchasedLst } from '../swap/purchasedLst.ts';
import type { Position } from './position.ts';

/** The loop after `assets` LST have been put in and `ethWei` more has been borrowed and turned into LST. */
export function leverUpOutcome(details: AaveLoopDetails, parWad: bigint, assets: bigint, ethWei: bigint): Position {
  return {
    collateral: details.collateral + assets + purchasedLst(details.swapPool, details.issuer, parWad, ethWei),
    debt: details.debt + ethWei,
  };
}
