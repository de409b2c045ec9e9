import { carryRay } from '../carry/carryRay.ts';
import type { Context, Loop } from '../context.ts';
import type { Facts, Operation, Rule } from '../decision.ts';
import { exitBlockers } from '../loop/exitBlockers.ts';
import { smallestTradeWei } from '../loop/largestRepayment.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { maxLstForEth } from '../loop/maxLstForEth.ts';
import { repayAll } from '../loop/repayAll.ts';
import { minOf } from '../math/minOf.ts';
import { bps, ray, wad } from '../math/units.ts';
import { inWords } from '../text/inWords.ts';
import { dearGas } from './dearGas.ts';
import { hold } from './hold.ts';
import { planLowering } from './planLowering.ts';
import type { SaleProposal } from './proposal.ts';

/** What a sale for yield may pay over what was foreseen: interest until it is mined, and little of the pool's movement. */
const sandwichRoomBps = 10n;

/**
 * Rule `carry`. Debt that costs more than it earns is repaid as far as that pays. While carry has been low for less than the policy's time, only
 * what pays for itself over the short spike horizon; after that, what pays over the long one.
 *
 * @param lossBudgetLst what the batch may still lose at par
 */
export function lowerForCarry(context: Context, loop: Loop, lossBudgetLst: bigint): SaleProposal {
  const { snapshot, policy, memory, staking } = context;
  const { details, address } = loop;
  const { parWad, marketWad, navPar } = snapshot.vault.valuation;
  if (details.debt < smallestTradeWei) return { reasons: [], lossLst: 0n };

  const { borrowRay, supplyRay, netRay } = carryRay(details, staking.rateRay);
  const since = memory.lowCarrySince.find(({ strategy }) => strategy === address)?.since;
  const lowFor = since === undefined ? 0n : snapshot.timestamp - since;
  const patient = since !== undefined && lowFor >= policy.carry.lowSeconds;
  const horizonDays = patient ? policy.carry.horizonDays : policy.carry.spikeHorizonDays;
  const slippageBps = minOf(policy.cost.maxSlippageBps, details.maxSlippageBps);
  const earningRay = staking.rateRay + supplyRay - (policy.carry.floorBps * ray) / bps;
  const lowering = planLowering(context, loop, { earningRay, horizonDays, slippageBps, lossBudgetLst });
  const { repaidWei, after, gainWei, costWei, lossLst } = lowering;
  const geared = leverageWad(after, parWad);

  const facts: Facts = {
    stakingRateRay: staking.rateRay,
    stakingRateSource: staking.source,
    supplyRateRay: supplyRay,
    borrowRateRay: borrowRay,
    carryRay: netRay,
    lowForSeconds: lowFor,
    horizonDays,
    repaidWei,
    gainWei,
    costWei,
    gainFactorWad: policy.cost.gainFactorWad,
    leverageAfterWad: geared,
  };
  const rates = `staking ${inWords.percent(staking.rateRay)} (${staking.source}) and supply ${inWords.percent(supplyRay)} against borrowing ${inWords.percent(borrowRay)}`;
  const timer =
    since === undefined ? '' : ` Low for ${inWords.hours(lowFor)} of ${inWords.hours(policy.carry.lowSeconds)}.`;
  const finding = `Carry is ${inWords.percent(netRay)} a year: ${rates}.${timer}`;
  const sums = `repaying ${inWords.eth(repaidWei)} gains ${inWords.eth(gainWei)} over ${horizonDays} days at a cost of ${inWords.eth(costWei)}`;
  const factor = inWords.leverage(policy.cost.gainFactorWad);
  const leave = (rule: Rule, text: string) => hold(rule, address, `${finding} ${text}`, facts);

  if (!lowering.wanted) return leave('carry', 'Less debt would not earn more.');
  const blockers = exitBlockers(details);
  if (blockers.length > 0) return leave('market', `Less debt would pay, but ${blockers.join('; ')}.`);
  if (!snapshot.marketFresh) {
    return leave('market', 'Less debt would pay, but a price source is silent, and nobody knows the price to sell at.');
  }
  if (repaidWei === 0n) {
    return leave('cost', `Within ${horizonDays} days no repayment that can be made now gains ${factor} its cost.`);
  }
  if (gainWei * wad < policy.cost.gainFactorWad * costWei) {
    return leave('cost', `Left alone, since the gain must be ${factor} the cost: ${sums}.`);
  }
  if (repaidWei * bps * wad < navPar * policy.allocate.minMoveBps * parWad) {
    return leave('cost', `Left alone, since the move is under ${inWords.bps(policy.allocate.minMoveBps)}: ${sums}.`);
  }
  if (dearGas(context) !== undefined) return leave('cost', `It waits for cheaper gas: ${sums}.`);

  // A sale for yield can wait: it takes little more than what was foreseen, so that nobody earns by moving the pool before it.
  const foreseenLst = details.collateral - after.collateral;
  const whole = details.debt - repaidWei < smallestTradeWei;
  const operation: Operation = {
    name: 'leverDown',
    ethWei: whole ? repayAll : repaidWei,
    maxLstWei: minOf(
      maxLstForEth(repaidWei, marketWad, slippageBps),
      foreseenLst + (foreseenLst * sandwichRoomBps) / bps,
    ),
  };
  const text = `${finding} Lever down to ${inWords.leverage(geared)}: ${sums}.`;
  return {
    action: { kind: 'manage', strategy: address, assets: 0n, operation },
    reasons: [{ rule: 'carry', verdict: 'act', strategy: address, text, facts }],
    lossLst,
  };
}
