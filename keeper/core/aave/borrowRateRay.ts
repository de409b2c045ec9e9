import { ray } from '../math/units.ts';
import type { AaveReserve } from '../snapshot.ts';
import { rayDiv } from './rayDiv.ts';
import { rayMul } from './rayMul.ts';

export type RateCurve = Pick<AaveReserve, 'optimalUsageRay' | 'baseRateRay' | 'slope1Ray' | 'slope2Ray'>;

/**
 * Yearly variable borrow rate (ray) that Aave sets at this debt and liquidity, equal to the wei to
 * `DefaultReserveInterestRateStrategyV2.calculateInterestRates` of Aave v3.6. Utilisation is debt ÷ (liquidity + debt), so that a borrowed wei
 * leaves the denominator as it was.
 *
 * @param totalDebt variable debt of the reserve, wei
 * @param availableLiquidity the reserve's virtual balance, wei
 */
export function borrowRateRay(curve: RateCurve, totalDebt: bigint, availableLiquidity: bigint): bigint {
  if (totalDebt === 0n) return curve.baseRateRay;
  const usage = rayDiv(totalDebt, availableLiquidity + totalDebt);
  if (usage > curve.optimalUsageRay) {
    const excess = rayDiv(usage - curve.optimalUsageRay, ray - curve.optimalUsageRay);
    return curve.baseRateRay + curve.slope1Ray + rayMul(curve.slope2Ray, excess);
  }
  return curve.baseRateRay + rayDiv(rayMul(curve.slope1Ray, usage), curve.optimalUsageRay);
}
