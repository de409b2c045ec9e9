import { healthFactorWad } from '../aave/healthFactorWad.ts';
import { stressedHealthWad } from '../aave/stressedHealthWad.ts';
import type { Context, Loop } from '../context.ts';
import type { Operation } from '../decision.ts';
import { exitBlockers } from '../loop/exitBlockers.ts';
import { largestRepayment, smallestTradeWei } from '../loop/largestRepayment.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { leverDownOutcome } from '../loop/leverDownOutcome.ts';
import { maxLstForEth } from '../loop/maxLstForEth.ts';
import type { Position } from '../loop/position.ts';
import { saleLossLst } from '../loop/saleLossLst.ts';
import { supplyRoom } from '../loop/supplyRoom.ts';
import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { smallestWhere } from '../math/smallestWhere.ts';
import { bps, wad } from '../math/units.ts';
import { inWords } from '../text/inWords.ts';
import { hold } from './hold.ts';
import type { Proposal } from './proposal.ts';

/**
 * Rule 1. A loop whose stressed health factor is under the trigger, or whose leverage has drifted over the maximum, is brought back at once:
 * collateral is sold until the target is reached, or as far as one batch can go, and idle LST is added where that is not enough. Neither
 * cost against gain nor gas is asked. Nothing but the lender's view of the position starts it, so a market discount that the lender does not
 * follow causes no sale.
 *
 * @param lossBudgetLst what the batch may still lose at par
 */
export function restoreHealth(context: Context, loop: Loop, lossBudgetLst: bigint): Proposal {
  const { policy, snapshot } = context;
  const { details, address } = loop;
  const { parWad, marketWad } = snapshot.vault.valuation;
  const { health, leverage } = policy;
  if (details.debt < smallestTradeWei)
    return hold('health', address, 'The loop owes nothing that could be liquidated.');

  const stressedOf = (p: Position) => stressedHealthWad(healthFactorWad(details, p.collateral, p.debt), health);
  const start: Position = { collateral: details.collateral, debt: details.debt };
  const stressed = stressedHealthWad(details.healthFactorWad, health);
  const geared = leverageWad(start, parWad);
  const facts = {
    healthFactorWad: details.healthFactorWad,
    stressedHealthWad: stressed,
    triggerWad: health.triggerWad,
    targetWad: health.targetWad,
    leverageWad: geared,
  };
  const weak = stressed < health.triggerWad;
  const drifted = geared > (leverage.maxWad * (bps + leverage.toleranceBps)) / bps;
  const finding = weak
    ? `Stressed health factor ${inWords.health(stressed)} is under the trigger ${inWords.health(health.triggerWad)}`
    : `Leverage ${inWords.leverage(geared)} is over the maximum ${inWords.leverage(leverage.maxWad)} and its tolerance`;

  const blockers = exitBlockers(details);
  if (!weak && !drifted) {
    const text = `Stressed health factor ${inWords.health(stressed)} is over the trigger ${inWords.health(health.triggerWad)} at ${inWords.leverage(geared)}.`;
    return hold('health', address, text, facts);
  }
  if (blockers.length > 0) {
    return hold('health', address, `${finding}, but nothing can be done: ${blockers.join('; ')}.`, facts);
  }

  const slippageBps = minOf(policy.cost.maxSlippageBps, details.maxSlippageBps);
  const restored = (p: Position) => stressedOf(p) >= health.targetWad && leverageWad(p, parWad) <= leverage.maxWad;
  const outcome = (ethWei: bigint): Position => (ethWei === 0n ? start : (leverDownOutcome(details, ethWei) ?? start));

  const most = largestRepayment(details, { parWad, marketWad, slippageBps, lossBudgetLst }) ?? 0n;
  const enough = smallestWhere(0n, most, (ethWei) => restored(outcome(ethWei)));
  const helps = stressedOf(outcome(most)) > stressedOf(start);
  const repaid = enough === undefined ? (helps ? most : 0n) : maxOf(enough, smallestTradeWei);
  const sold = outcome(repaid);

  const added = enough === undefined ? topUp(context, loop, sold, restored) : 0n;
  const after: Position = { collateral: sold.collateral + added, debt: sold.debt };
  if (repaid === 0n && added === 0n) {
    const text = `${finding}, but nothing can be done: no sale fits the slippage bound of ${inWords.bps(slippageBps)} and the batch-loss bound of ${inWords.bps(snapshot.vault.maxBatchLossBps)}, and there is no idle LST to add.`;
    return hold('health', address, text, facts);
  }
  if (repaid > 0n && healthFactorWad(details, after.collateral, after.debt) < wad) {
    const text = `${finding}, but the lender lets no collateral go while health factor is under one, and a batch within its bounds leaves it at ${inWords.health(healthFactorWad(details, after.collateral, after.debt))}. Add LST or raise the vault’s batch-loss bound.`;
    return hold('health', address, text, facts);
  }

  const operation: Operation | undefined =
    repaid === 0n
      ? undefined
      : { name: 'leverDown', ethWei: repaid, maxLstWei: maxLstForEth(repaid, marketWad, slippageBps) };
  const reached = `stressed health factor ${inWords.health(stressedOf(after))} at ${inWords.leverage(leverageWad(after, parWad))}`;
  const steps = [
    ...(repaid > 0n ? [`repay ${inWords.eth(repaid)} with collateral`] : []),
    ...(added > 0n ? [`add ${inWords.lst(added)} of idle`] : []),
  ].join(' and ');
  const complete = restored(after);
  const text = complete
    ? `${finding}: ${steps}, which brings ${reached}.`
    : `${finding}: ${steps}, the most that one batch can do within a slippage of ${inWords.bps(slippageBps)} and a loss of ${inWords.bps(snapshot.vault.maxBatchLossBps)}; it brings ${reached}, and the next batch goes on.`;
  const lossLst = maxOf(saleLossLst(start.collateral - sold.collateral, repaid, parWad), 0n);
  return {
    action: {
      kind: added > 0n ? 'deploy' : 'manage',
      strategy: address,
      assets: added,
      ...(operation === undefined ? {} : { operation }),
    },
    reasons: [
      {
        rule: 'health',
        verdict: 'act',
        strategy: address,
        text,
        facts: {
          ...facts,
          repaidWei: repaid,
          addedLst: added,
          expectedLossLst: lossLst,
          stressedHealthAfterWad: stressedOf(after),
          leverageAfterWad: leverageWad(after, parWad),
          complete,
        },
      },
    ],
    lossLst,
  };
}

/** Idle LST that restores what a sale could not, as far as caps let it in. */
function topUp({ snapshot, policy }: Context, loop: Loop, sold: Position, restored: (p: Position) => boolean): bigint {
  const { details } = loop;
  if (details.collateralReserve.frozen) return 0n;
  const room = minOf(
    snapshot.vault.idle,
    maxOf(loop.capAssets - loop.allocation, 0n),
    supplyRoom(details.collateralReserve, policy.allocate.marketMarginBps),
  );
  const plus = (assets: bigint): Position => ({ collateral: sold.collateral + assets, debt: sold.debt });
  return smallestWhere(0n, room, (assets) => restored(plus(assets))) ?? room;
}
