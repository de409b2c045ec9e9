import { bps, maxUint256 } from '../math/units.ts';
import type { Policy } from '../policy.ts';

/**
 * What is left of a health factor (WAD) after the policy's shocks have come together: the collateral read too low, a depeg that the lender's
 * oracle follows, and debt that has grown. Rounded down.
 */
export function stressedHealthWad(healthFactorWad: bigint, stress: Policy['health']): bigint {
  if (healthFactorWad === maxUint256) return maxUint256;
  const kept = (bps - stress.oracleErrorBps) * (bps - stress.depegBps);
  return (healthFactorWad * kept) / (bps * (bps + stress.debtGrowthBps));
}
