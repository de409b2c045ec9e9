import { borrowRateRay } from '../aave/borrowRateRay.ts';
import { healthFactorWad } from '../aave/healthFactorWad.ts';
import { stressedHealthWad } from '../aave/stressedHealthWad.ts';
import type { Context, Loop } from '../context.ts';
import type { Facts } from '../decision.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { inWords } from '../text/inWords.ts';
import type { RaisePlan } from './planRaise.ts';

/** A lever-up in one sentence for people, and the numbers behind it. */
export function describeRaise(
  { snapshot, policy, staking }: Context,
  { details }: Loop,
  raise: RaisePlan,
): { readonly text: string; readonly facts: Facts } {
  const { parWad } = snapshot.vault.valuation;
  const { debtReserve } = details;
  const { assets, ethWei, after, gainWei, costWei } = raise;
  const rateRay = borrowRateRay(debtReserve, debtReserve.totalDebt + ethWei, debtReserve.availableLiquidity - ethWei);
  const health = healthFactorWad(details, after.collateral, after.debt);
  const stressed = stressedHealthWad(health, policy.health);
  const geared = leverageWad(after, parWad);
  const from = inWords.leverage(leverageWad(details, parWad));
  const move =
    assets > 0n
      ? `Put ${inWords.lst(assets)} to work at ${inWords.leverage(geared)}`
      : `Lever from ${from} to ${inWords.leverage(geared)}`;
  const rates = `borrow ${inWords.eth(ethWei)} at ${inWords.percent(rateRay)} after own impact against staking ${inWords.percent(staking.rateRay)} (${staking.source})`;
  const sums = `gains ${inWords.eth(gainWei)} over ${policy.carry.horizonDays} days beyond ${inWords.bps(policy.carry.resumeBps)} a year, at a cost of ${inWords.eth(costWei)}`;
  const end = raise.endedBy === undefined ? 'More debt would earn less' : `It ends at ${raise.endedBy}`;
  return {
    text: `${move}: ${rates}; ${sums}; stressed health factor ${inWords.health(stressed)}. ${end}.`,
    facts: {
      assetsLst: assets,
      borrowedWei: ethWei,
      borrowRateRay: rateRay,
      stakingRateRay: staking.rateRay,
      stakingRateSource: staking.source,
      gainWei,
      costWei,
      gainFactorWad: policy.cost.gainFactorWad,
      leverageAfterWad: geared,
      healthFactorAfterWad: health,
      stressedHealthAfterWad: stressed,
      endedBy: raise.endedBy ?? 'income',
    },
  };
}
