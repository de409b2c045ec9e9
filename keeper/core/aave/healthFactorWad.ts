import { ceilDiv } from '../math/ceilDiv.ts';
import { bps, maxUint256, wad } from '../math/units.ts';
import type { AaveLoopDetails } from '../snapshot.ts';

export type HealthTerms = Pick<AaveLoopDetails, 'collateralPriceBase' | 'debtPriceBase' | 'liquidationThresholdBps'>;

/**
 * Health factor (WAD) of a loop by Aave's formula, collateral value × liquidation threshold ÷ debt value, with the rounding of
 * `GenericLogic.calculateUserAccountData`: collateral down, debt up. Both assets have 18 decimals.
 *
 * @returns 2^256 − 1 without debt
 */
export function healthFactorWad(terms: HealthTerms, collateral: bigint, debt: bigint): bigint {
  if (debt <= 0n) return maxUint256;
  const collateralBase = (collateral * terms.collateralPriceBase) / wad;
  const debtBase = ceilDiv(debt * terms.debtPriceBase, wad);
  const weighted = collateralBase * terms.liquidationThresholdBps;
  return (weighted * wad + debtBase / 2n) / debtBase / bps;
}
