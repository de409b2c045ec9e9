import type { Context, Loop } from '../context.ts';
import type { Facts, Operation, Rule } from '../decision.ts';
import { idleBuffer } from '../loop/idleBuffer.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { minLstForEth } from '../loop/minLstForEth.ts';
import { minOf } from '../math/minOf.ts';
import { bps, wad } from '../math/units.ts';
import { inWords } from '../text/inWords.ts';
import { describeRaise } from './describeRaise.ts';
import { hold } from './hold.ts';
import { planDeployment } from './planDeployment.ts';
import type { RaisePlan } from './planRaise.ts';
import type { RaiseProposal } from './proposal.ts';

/**
 * Rule `allocate` for one loop. Idle LST over the buffer goes in and leverage goes up to where it earns most, in one action, if that gains
 * enough over the horizon to pay for itself. Whether the lender allows it (`market`) has been asked before.
 *
 * @param lossBudgetLst what the batch may lose at par
 */
export function allocate(context: Context, loop: Loop, lossBudgetLst: bigint): RaiseProposal {
  const { snapshot, policy } = context;
  const { details, address } = loop;
  const { parWad, navPar } = snapshot.vault.valuation;
  const leave = (rule: Rule, text: string, facts: Facts) => hold(rule, address, text, facts);
  const idle = `${inWords.lst(snapshot.vault.idle)} idle, buffer ${inWords.lst(idleBuffer(snapshot.vault, policy.allocate))}`;
  const now = inWords.leverage(leverageWad(details, parWad));

  const raise = planDeployment(context, loop, lossBudgetLst);
  if (raise === undefined) {
    return leave('allocate', `No new leverage: the loop at ${now} stands at one of its limits already; ${idle}.`, {
      idleLst: snapshot.vault.idle,
      leverageWad: leverageWad(details, parWad),
    });
  }

  const { text, facts } = describeRaise(context, loop, raise);
  // Idle LST goes in only together with debt: alone it would earn next to nothing there and still bear the lender's risk.
  if (
    raise.ethWei === 0n ||
    raise.assets + (raise.ethWei * wad) / parWad < (navPar * policy.allocate.minMoveBps) / bps
  ) {
    const rule = raise.endedBy === undefined ? 'carry' : 'allocate';
    const end = raise.endedBy === undefined ? 'more debt would not earn more' : `it is kept there by ${raise.endedBy}`;
    return leave(rule, `Nothing to put to work: ${idle}; the loop is at ${now}, and ${end}.`, facts);
  }
  if (leverageWad(raise.after, parWad) < policy.leverage.minWad) {
    const least = inWords.leverage(policy.leverage.minWad);
    return leave('allocate', `Left alone, since it would stay under the least leverage ${least}: ${text}`, facts);
  }
  if (raise.gainWei * wad < policy.cost.gainFactorWad * raise.costWei) {
    const factor = inWords.leverage(policy.cost.gainFactorWad);
    return leave('cost', `Left alone, since the gain must be ${factor} the cost: ${text}`, facts);
  }
  return {
    action: toAction(context, loop, raise),
    reasons: [{ rule: 'allocate', verdict: 'act', strategy: address, text, facts }],
    gainWei: raise.gainWei,
  };
}

function toAction({ snapshot, policy }: Context, { details, address }: Loop, { assets, ethWei }: RaisePlan) {
  const slippageBps = minOf(policy.cost.maxSlippageBps, details.maxSlippageBps);
  const minLstWei = minLstForEth(ethWei, snapshot.vault.valuation.marketWad, slippageBps);
  const operation: Operation = { name: 'leverUp', ethWei, minLstWei };
  return { kind: assets > 0n ? 'deploy' : 'manage', strategy: address, assets, operation } as const;
}
