import { largestWhere } from '../math/largestWhere.ts';
import { wad } from '../math/units.ts';
import type { AaveLoopDetails } from '../snapshot.ts';
import { leverDownOutcome } from './leverDownOutcome.ts';
import { maxLstForEth } from './maxLstForEth.ts';
import { saleLossLst } from './saleLossLst.ts';

/** Under this, rounding outweighs the price, and no trade is worth its gas. */
export const smallestTradeWei = wad / 1_000_000n;

/** The pool rounds a wei or two otherwise than is reckoned here; a bound that is met to the wei would be missed by that. */
const slippageMargin = 1_000_000n;

export type RepaymentLimits = {
  readonly parWad: bigint;
  readonly marketWad: bigint;
  readonly slippageBps: bigint;
  /** The most that the sale may lose at par, LST wei. */
  readonly lossBudgetLst: bigint;
};

/**
 * The most ETH that one lever-down can repay: within what the pool delivers, the slippage bound against the oracle's market rate, the
 * lender's free LST and the loss budget. Each of them is kept by all smaller amounts as well, the price being convex.
 *
 * @returns undefined where not even the smallest trade fits
 */
export function largestRepayment(details: AaveLoopDetails, limits: RepaymentLimits): bigint | undefined {
  return largestWhere(smallestTradeWei, details.debt, (ethWei) => {
    const after = leverDownOutcome(details, ethWei);
    if (after === undefined) return false;
    const paid = details.collateral - after.collateral;
    return (
      paid + paid / slippageMargin <= maxLstForEth(ethWei, limits.marketWad, limits.slippageBps) &&
      paid <= details.collateralReserve.availableLiquidity &&
      saleLossLst(paid, ethWei, limits.parWad) <= limits.lossBudgetLst
    );
  });
}
