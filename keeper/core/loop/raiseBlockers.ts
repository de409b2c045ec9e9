import type { AaveLoopDetails } from '../snapshot.ts';
import { exitBlockers } from './exitBlockers.ts';

/** Why the lender would refuse more leverage, in plain words; empty where it would not. */
export function raiseBlockers(details: AaveLoopDetails): readonly string[] {
  const { collateralReserve: collateral, debtReserve: debt } = details;
  return [
    ...exitBlockers(details),
    ...(collateral.frozen
      ? ['Aave has frozen the LST reserve: nothing new can be supplied, repaying and withdrawing still work']
      : []),
    ...(debt.frozen ? ['Aave has frozen the WETH reserve: nothing new can be borrowed, repaying still works'] : []),
    ...(debt.borrowingEnabled ? [] : ['Aave has switched borrowing of WETH off']),
    ...(details.eModeIntact ? [] : ['the e-mode category is no longer what the strategy was built for']),
    ...(details.ltvBps === 0n
      ? ['Aave gives the LST a loan-to-value of zero: it may leave but supports no new debt']
      : []),
    ...(debt.availableLiquidity === 0n ? ['there is no WETH left to borrow on Aave'] : []),
  ];
}
