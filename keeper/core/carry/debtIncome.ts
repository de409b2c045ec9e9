import { borrowRateRay } from '../aave/borrowRateRay.ts';
import type { AaveLoopDetails } from '../snapshot.ts';

/**
 * What a loop's debt earns a year if it were `debt`, its own impact on the borrow rate included: debt × (earning rate − borrow rate at the
 * utilisation that this debt makes). Unit: wei × ray. Concave in `debt` on each side of the kink, since the rate rises with it.
 *
 * @param earningRay what one ETH of LST earns a year, less the hurdle that is asked of it
 */
export function debtIncome({ debt: current, debtReserve }: AaveLoopDetails, debt: bigint, earningRay: bigint): bigint {
  const more = debt - current;
  const rate = borrowRateRay(debtReserve, debtReserve.totalDebt + more, debtReserve.availableLiquidity - more);
  return debt * (earningRay - rate);
}
