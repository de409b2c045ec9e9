import { bps } from '../math/units.ts';
import { borrowRateRay, type RateCurve } from './borrowRateRay.ts';
import { rayDiv } from './rayDiv.ts';
import { rayMul } from './rayMul.ts';

/**
 * Yearly rate (ray) that Aave pays suppliers at this debt and liquidity: borrow rate × utilisation × (1 − reserve factor), rounded as
 * `DefaultReserveInterestRateStrategyV2` and `PercentageMath.percentMul` do.
 *
 * @param deficit bad debt of the reserve, wei; Aave thins the supply rate by it
 */
export function supplyRateRay(
  curve: RateCurve & { readonly reserveFactorBps: bigint },
  totalDebt: bigint,
  availableLiquidity: bigint,
  deficit = 0n,
): bigint {
  if (totalDebt === 0n) return 0n;
  const usage = rayDiv(totalDebt, availableLiquidity + totalDebt + deficit);
  const gross = rayMul(borrowRateRay(curve, totalDebt, availableLiquidity), usage);
  return (gross * (bps - curve.reserveFactorBps) + bps / 2n) / bps;
}
