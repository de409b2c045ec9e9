import { stressedHealthWad } from '../aave/stressedHealthWad.ts';
import type { Context, Loop } from '../context.ts';
import type { DecidedAction, Operation } from '../decision.ts';
import { exitBlockers } from '../loop/exitBlockers.ts';
import { smallestTradeWei } from '../loop/largestRepayment.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { maxLstForEth } from '../loop/maxLstForEth.ts';
import { owesHalf } from '../loop/owesHalf.ts';
import { saleRateWad } from '../loop/saleRateWad.ts';
import { discountBps } from '../math/discountBps.ts';
import { minOf } from '../math/minOf.ts';
import { bps, wad } from '../math/units.ts';
import { inWords } from '../text/inWords.ts';
import { hold } from './hold.ts';
import { planRestoration, type Restoration } from './planRestoration.ts';
import type { SaleProposal } from './proposal.ts';
import { vaultLimits } from './vaultLimits.ts';

/**
 * Rule `health`. A loop whose stressed health factor is under the trigger, or, while the peg holds, whose leverage has drifted over the maximum,
 * is brought back at once.
 *
 * Neither gain against cost nor gas is asked. Nothing but the lender's view of the position starts it, so a market discount that the lender
 * does not follow causes no sale.
 *
 * @param lossBudgetLst what the batch may still lose at par
 */
export function restoreHealth(context: Context, loop: Loop, lossBudgetLst: bigint): SaleProposal {
  const { policy, snapshot } = context;
  const { health, leverage, cost } = policy;
  const { details, address } = loop;
  if (details.debt < smallestTradeWei)
    return hold('health', address, 'The loop owes nothing that could be liquidated.');

  const stressed = stressedHealthWad(details.healthFactorWad, health);
  const geared = leverageWad(details, snapshot.vault.valuation.parWad);
  const facts = {
    healthFactorWad: details.healthFactorWad,
    stressedHealthWad: stressed,
    triggerWad: health.triggerWad,
    targetWad: health.targetWad,
    leverageWad: geared,
  };
  const leave = (text: string) => hold('health', address, text, facts);

  const weak = stressed < health.triggerWad;
  // At a fallback par the leverage is anyone's guess; the lender's health factor is not. In a depeg a drift waits: a leaver who raises the
  // leverage of those who stay must not make the keeper sell at the low.
  const pegged = snapshot.marketFresh && discountBps(snapshot.vault.valuation) <= policy.peg.maxDiscountBps;
  const drifted = pegged && geared > (leverage.maxWad * (bps + leverage.toleranceBps)) / bps;
  if (!weak && !drifted) {
    return leave(
      `Stressed health factor ${inWords.health(stressed)} is over the trigger ${inWords.health(health.triggerWad)} at ${inWords.leverage(geared)}.`,
    );
  }
  const finding = weak
    ? `Stressed health factor ${inWords.health(stressed)} is under the trigger ${inWords.health(health.triggerWad)}`
    : `Leverage ${inWords.leverage(geared)} is over the maximum ${inWords.leverage(leverage.maxWad)} and its tolerance`;
  const blockers = exitBlockers(details);
  if (blockers.length > 0) return leave(`${finding}, but nothing can be done: ${blockers.join('; ')}.`);

  const slippageBps = minOf(cost.maxSlippageBps, details.maxSlippageBps);
  const bounds = `a slippage of ${inWords.bps(slippageBps)} and the ${inWords.lossWad(snapshot.vault.riskDownAvailableWad)} that are left of the loss budget`;
  const restoration = planRestoration(context, loop, slippageBps, lossBudgetLst);
  const { repaidWei, addedLst, raises, healthAfterWad, stressedAfterWad, leverageAfterWad, complete, lossLst } =
    restoration;
  if (repaidWei === 0n && addedLst === 0n) {
    return leave(
      `${finding}, but nothing can be done: no sale that helps fits ${bounds}, and no idle LST can be added${whyNot(context, loop)}.`,
    );
  }
  if (repaidWei > 0n && healthAfterWad < wad) {
    return leave(
      `${finding}, but the lender lets no collateral go while health factor is under one, and within ${bounds} a batch only reaches ${inWords.health(healthAfterWad)}: add LST, or have anyone call the vault’s \`rescue\`, which no budget bounds.`,
    );
  }

  const moved = (repaidWei * wad) / snapshot.vault.valuation.parWad + addedLst;
  if (!complete && moved * bps < snapshot.vault.valuation.navPar * policy.allocate.minMoveBps) {
    return leave(
      `${finding}, but ${inWords.lst(moved)} is all that can be moved within ${bounds}, which is under ${inWords.bps(policy.allocate.minMoveBps)} of the vault: it waits until more of the budget has refilled.`,
    );
  }

  const steps = [
    ...(repaidWei > 0n ? [`repay ${inWords.eth(repaidWei)} with collateral`] : []),
    ...(addedLst > 0n ? [`add ${inWords.lst(addedLst)} of idle`] : []),
  ].join(' and ');
  const extent = complete ? '' : `, the most that one batch can do within ${bounds}`;
  const reached = `stressed health factor ${inWords.health(stressedAfterWad)} at ${inWords.leverage(leverageAfterWad)}`;
  const text = `${finding}: ${steps}${extent}. It brings ${reached}.`;
  const numbers = { repaidWei, addedLst, lossLst, stressedAfterWad, leverageAfterWad, complete };
  return {
    action: toAction(context, loop, restoration, slippageBps),
    reasons: [{ rule: 'health', verdict: 'act', strategy: address, text, facts: { ...facts, ...numbers } }],
    lossLst,
    raises,
  };
}

/** Why idle LST alone is no way out. */
function whyNot(context: Context, loop: Loop): string {
  const { snapshot } = context;
  const { capAssets, allocation } = loop;
  if (snapshot.vault.idle === 0n) return ': there is none';
  if (!owesHalf(loop)) {
    if (!snapshot.marketFresh) return ', which counts as raising risk here, while a price source is silent';
    if (vaultLimits(context) !== undefined)
      return ', which counts as raising risk where less than half is owed: that is paused or its budget used up';
  }
  return capAssets <= allocation ? ': the strategy stands at its cap' : ' under the caps that it stands at';
}

function toAction(
  context: Context,
  { address, details }: Loop,
  { repaidWei, addedLst }: Restoration,
  slippageBps: bigint,
): DecidedAction {
  const maxLstWei = maxLstForEth(repaidWei, saleRateWad(context, details), slippageBps);
  const operation: Operation | undefined =
    repaidWei === 0n ? undefined : { name: 'leverDown', ethWei: repaidWei, maxLstWei };
  return {
    kind: addedLst > 0n ? 'deploy' : 'manage',
    strategy: address,
    assets: addedLst,
    ...(operation === undefined ? {} : { operation }),
  };
}
