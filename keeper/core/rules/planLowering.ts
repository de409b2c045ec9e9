import { healthFactorWad } from '../aave/healthFactorWad.ts';
import { debtAtKink } from '../carry/debtAtKink.ts';
import { debtIncome } from '../carry/debtIncome.ts';
import { gasCostEth } from '../carry/gasCostEth.ts';
import type { Context, Loop } from '../context.ts';
import { largestRepayment } from '../loop/largestRepayment.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { leverDownOutcome } from '../loop/leverDownOutcome.ts';
import type { Position } from '../loop/position.ts';
import { saleLossLst } from '../loop/saleLossLst.ts';
import { argmaxPiecewise } from '../math/argmaxPiecewise.ts';
import { largestWhere } from '../math/largestWhere.ts';
import { maxOf } from '../math/maxOf.ts';
import { ray, secondsPerDay, secondsPerYear, wad } from '../math/units.ts';

/** The best repayment for yield, before anybody has asked whether it is worth its cost. */
export type LoweringPlan = {
  /** Whether less debt would earn more if getting rid of it cost nothing. */
  readonly wanted: boolean;
  readonly repaidWei: bigint;
  readonly after: Position;
  /** Over the horizon, ETH wei. */
  readonly gainWei: bigint;
  readonly costWei: bigint;
  /** At par. */
  readonly lossLst: bigint;
};

export type LoweringTerms = {
  /** What one ETH of LST earns a year, less the carry floor. */
  readonly earningRay: bigint;
  readonly horizonDays: bigint;
  readonly slippageBps: bigint;
  readonly lossBudgetLst: bigint;
};

/**
 * The repayment that maximises horizon × income(debt) − factor × cost of the sale, own impact on borrow rate and pool included, within what
 * one batch can sell and not below the policy's least leverage.
 */
export function planLowering(
  { snapshot, policy }: Context,
  { details }: Loop,
  { earningRay, horizonDays, slippageBps, lossBudgetLst }: LoweringTerms,
): LoweringPlan {
  const { parWad, marketWad } = snapshot.vault.valuation;
  const start: Position = { collateral: details.collateral, debt: details.debt };
  const sold = (ethWei: bigint) => (ethWei === 0n ? start : leverDownOutcome(details, ethWei));
  const allowed = (ethWei: bigint) => {
    const after = sold(ethWei);
    if (after === undefined) return false;
    const geared = leverageWad(after, parWad) >= policy.leverage.minWad;
    // The lender lets no collateral go while health factor is under one.
    return ethWei === 0n || (geared && healthFactorWad(details, after.collateral, after.debt) >= wad);
  };
  const sellable = largestRepayment(details, { parWad, marketWad, slippageBps, lossBudgetLst }) ?? 0n;
  const most = largestWhere(0n, sellable, allowed) ?? 0n;

  // A pool over par is no reason to take leverage off, so a sale never counts as a gain.
  const cost = (ethWei: bigint) => {
    const paid = details.collateral - (sold(ethWei) ?? start).collateral;
    return maxOf((paid * parWad) / wad - ethWei, 0n);
  };
  const scale = ray * secondsPerYear;
  const income = (ethWei: bigint) =>
    debtIncome(details, details.debt - ethWei, earningRay) * horizonDays * secondsPerDay;
  const value = (ethWei: bigint) => income(ethWei) - (policy.cost.gainFactorWad * cost(ethWei) * scale) / wad;
  const kink = details.debt - debtAtKink(details);
  const repaidWei = argmaxPiecewise(0n, most, [kink], value);
  const after = sold(repaidWei) ?? start;
  return {
    wanted: argmaxPiecewise(0n, details.debt, [kink], income) > 0n,
    repaidWei,
    after,
    gainWei: (income(repaidWei) - income(0n)) / scale,
    costWei: cost(repaidWei) + gasCostEth(snapshot, policy.cost),
    lossLst: maxOf(saleLossLst(details.collateral - after.collateral, repaidWei, parWad), 0n),
  };
}
