import { healthFactorWad } from '../aave/healthFactorWad.ts';
import { carryRay } from '../carry/carryRay.ts';
import { debtAtKink } from '../carry/debtAtKink.ts';
import { debtIncome } from '../carry/debtIncome.ts';
import { gasCostEth } from '../carry/gasCostEth.ts';
import type { Context, Loop } from '../context.ts';
import { exitBlockers } from '../loop/exitBlockers.ts';
import { largestRepayment, smallestTradeWei } from '../loop/largestRepayment.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { leverDownOutcome } from '../loop/leverDownOutcome.ts';
import { maxLstForEth } from '../loop/maxLstForEth.ts';
import { repayAll } from '../loop/repayAll.ts';
import { saleLossLst } from '../loop/saleLossLst.ts';
import { argmaxPiecewise } from '../math/argmaxPiecewise.ts';
import { largestWhere } from '../math/largestWhere.ts';
import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { bps, ray, secondsPerDay, secondsPerYear, wad } from '../math/units.ts';
import { inWords } from '../text/inWords.ts';
import { dearGas } from './dearGas.ts';
import { hold } from './hold.ts';
import type { Proposal } from './proposal.ts';

/**
 * Rule 4. Debt that costs more than it earns is repaid as far as that pays. While carry has been low for less than the policy's time, only
 * what pays for itself over the short spike horizon; after that, what pays over the long one. The amount is the best one, own impact on the
 * borrow rate and on the pool included: it maximises horizon × income(debt) − factor × cost of the sale.
 *
 * @param lossBudgetLst what the batch may still lose at par
 */
export function lowerForCarry(context: Context, loop: Loop, lossBudgetLst: bigint): Proposal {
  const { snapshot, policy, memory, staking } = context;
  const { details, address } = loop;
  const { parWad, marketWad } = snapshot.vault.valuation;
  if (details.debt < smallestTradeWei) return { reasons: [], lossLst: 0n };

  const carry = carryRay(details, staking.rateRay);
  const since = memory.lowCarrySince.find(({ strategy }) => strategy === address)?.since;
  const lowFor = since === undefined ? 0n : snapshot.timestamp - since;
  const patient = since !== undefined && lowFor >= policy.carry.lowSeconds;
  const horizonDays = patient ? policy.carry.horizonDays : policy.carry.spikeHorizonDays;
  const horizon = horizonDays * secondsPerDay;
  const rates = `staking ${inWords.percent(staking.rateRay)} (${staking.source}) and supply ${inWords.percent(carry.supplyRay)} against borrowing ${inWords.percent(carry.borrowRay)}`;
  const timer =
    since === undefined ? '' : ` Low for ${inWords.hours(lowFor)} of ${inWords.hours(policy.carry.lowSeconds)}.`;
  const facts = {
    stakingRateRay: staking.rateRay,
    stakingRateSource: staking.source,
    supplyRateRay: carry.supplyRay,
    borrowRateRay: carry.borrowRay,
    carryRay: carry.netRay,
    lowForSeconds: lowFor,
    horizonDays,
  };
  const finding = `Carry is ${inWords.percent(carry.netRay)} a year: ${rates}.${timer}`;

  const earningRay = staking.rateRay + carry.supplyRay - (policy.carry.floorBps * ray) / bps;
  const income = (ethWei: bigint) => debtIncome(details, details.debt - ethWei, earningRay) * horizon;
  const kink = details.debt - debtAtKink(details);
  if (argmaxPiecewise(0n, details.debt, [kink], income) === 0n) {
    return hold('carry', address, `${finding} Less debt would not earn more.`, facts);
  }
  const blockers = exitBlockers(details);
  if (blockers.length > 0) {
    return hold('market', address, `${finding} Less debt would pay, but ${blockers.join('; ')}.`, facts);
  }
  if (!snapshot.marketFresh) {
    const text = `${finding} Less debt would pay, but no market source is fresh, and nothing is sold for yield at a price that nobody knows.`;
    return hold('market', address, text, facts);
  }

  const slippageBps = minOf(policy.cost.maxSlippageBps, details.maxSlippageBps);
  const possible = largestRepayment(details, { parWad, marketWad, slippageBps, lossBudgetLst }) ?? 0n;
  const most = largestWhere(0n, possible, (ethWei) => keepsBounds(context, loop, ethWei)) ?? 0n;
  const costEth = (ethWei: bigint) => {
    const after = leverDownOutcome(details, ethWei);
    if (ethWei === 0n || after === undefined) return 0n;
    // A pool over par is no reason to take leverage off, so a sale never counts as a gain.
    return maxOf(((details.collateral - after.collateral) * parWad) / wad - ethWei, 0n);
  };
  const scale = ray * secondsPerYear;
  const value = (ethWei: bigint) => income(ethWei) - (policy.cost.gainFactorWad * costEth(ethWei) * scale) / wad;
  const best = argmaxPiecewise(0n, most, [kink], value);

  const gain = (income(best) - income(0n)) / scale;
  const cost = costEth(best) + gasCostEth(snapshot, policy.cost);
  const size = (best * wad) / parWad;
  const smallest = (snapshot.vault.valuation.navPar * policy.allocate.minMoveBps) / bps;
  const sums = { repaidWei: best, gainWei: gain, costWei: cost, gainFactorWad: policy.cost.gainFactorWad };
  const reckoning = `repaying ${inWords.eth(best)} would gain ${inWords.eth(gain)} over ${horizonDays} days at a cost of ${inWords.eth(cost)}`;
  if (best === 0n || gain * wad < policy.cost.gainFactorWad * cost) {
    const text = `${finding} Not worth acting on yet: ${reckoning}, and the gain must be ${inWords.leverage(policy.cost.gainFactorWad)} the cost.`;
    return hold('cost', address, text, { ...facts, ...sums });
  }
  if (size < smallest) {
    return hold('cost', address, `${finding} Too small a move: ${reckoning}.`, { ...facts, ...sums });
  }
  if (dearGas(context) !== undefined) {
    return hold('cost', address, `${finding} It pays, but waits for cheaper gas: ${reckoning}.`, { ...facts, ...sums });
  }

  const whole = details.debt - best < smallestTradeWei;
  const after = leverDownOutcome(details, best) ?? { collateral: details.collateral, debt: details.debt };
  return {
    action: {
      kind: 'manage',
      strategy: address,
      assets: 0n,
      operation: {
        name: 'leverDown',
        ethWei: whole ? repayAll : best,
        maxLstWei: maxLstForEth(whole ? details.debt : best, marketWad, slippageBps),
      },
    },
    reasons: [
      {
        rule: 'carry',
        verdict: 'act',
        strategy: address,
        text: `${finding} Lever down to ${inWords.leverage(leverageWad(after, parWad))}: ${reckoning}.`,
        facts: { ...facts, ...sums, leverageAfterWad: leverageWad(after, parWad) },
      },
    ],
    lossLst: maxOf(saleLossLst(details.collateral - after.collateral, best, parWad), 0n),
  };
}

/** The least leverage of the policy, and the health factor without which the lender lets no collateral go. */
function keepsBounds({ policy, snapshot }: Context, { details }: Loop, ethWei: bigint): boolean {
  if (ethWei === 0n) return true;
  const after = leverDownOutcome(details, ethWei);
  return (
    after !== undefined &&
    leverageWad(after, snapshot.vault.valuation.parWad) >= policy.leverage.minWad &&
    healthFactorWad(details, after.collateral, after.debt) >= wad
  );
}
