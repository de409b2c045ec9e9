import type { AaveLoopDetails } from '../snapshot.ts';

/** Why the lender would refuse even a repayment or a withdrawal, in plain words; empty where it would not. */
export function exitBlockers(details: AaveLoopDetails): readonly string[] {
  const { collateralReserve: collateral, debtReserve: debt } = details;
  return [
    ...(collateral.active ? [] : ['the LST reserve on Aave is not active']),
    ...(debt.active ? [] : ['the WETH reserve on Aave is not active']),
    ...(collateral.paused
      ? ['Aave has paused the LST reserve: nothing moves in either direction until it is lifted']
      : []),
    ...(debt.paused ? ['Aave has paused the WETH reserve: not even repaying is possible until it is lifted'] : []),
    ...(details.collateralPriceBase === 0n || details.debtPriceBase === 0n ? ['Aave’s oracle gives no price'] : []),
  ];
}
