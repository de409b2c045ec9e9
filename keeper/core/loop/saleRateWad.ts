import type { Context } from '../context.ts';
import { maxOf } from '../math/maxOf.ts';
import { bps, wad } from '../math/units.ts';
import type { AaveLoopDetails } from '../snapshot.ts';

/**
 * The rate (ETH per LST, WAD) that the slippage of a rescue is counted from. The oracle's market rate while that is fresh. Its fallback may lie
 * far under any real price, which would invite a sandwich; then it is the lender's own price less the depeg that the policy reckons with,
 * where that is higher.
 */
export function saleRateWad({ snapshot, policy }: Context, details: AaveLoopDetails): bigint {
  const { marketWad } = snapshot.vault.valuation;
  if (snapshot.marketFresh) return marketWad;
  const lenderWad = (details.collateralPriceBase * wad) / details.debtPriceBase;
  return maxOf(marketWad, (lenderWad * (bps - policy.health.depegBps)) / bps);
}
