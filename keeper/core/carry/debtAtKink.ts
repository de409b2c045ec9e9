import { ray } from '../math/units.ts';
import type { AaveLoopDetails } from '../snapshot.ts';

/** The debt of a loop at which its own borrowing or repaying brings the reserve to the kink of its rate curve, wei; may be negative. */
export function debtAtKink({ debt, debtReserve }: AaveLoopDetails): bigint {
  const { totalDebt, availableLiquidity, optimalUsageRay } = debtReserve;
  return debt + (optimalUsageRay * (totalDebt + availableLiquidity)) / ray - totalDebt;
}
