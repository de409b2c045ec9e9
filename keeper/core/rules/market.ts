import type { Context } from '../context.ts';
import type { Reason } from '../decision.ts';
import { isLoop } from '../loop/isLoop.ts';
import { raiseBlockers } from '../loop/raiseBlockers.ts';
import type { StrategySnapshot } from '../snapshot.ts';

/**
 * Why a strategy cannot take on more, whatever it would earn: the lender's state, its isolation, or a kind that this keeper does not know.
 *
 * @returns undefined where nothing stands in the way
 */
export function market(context: Context, strategy: StrategySnapshot): Reason | undefined {
  const facts = { kind: strategy.kind, idleLst: context.snapshot.vault.idle };
  const about = { rule: 'market', verdict: 'hold', strategy: strategy.address, facts } as const;
  if (strategy.isolated) {
    const text =
      'The guardian has isolated this strategy: nothing is sent to it and nothing asked of it until it answers again and anyone readmits it.';
    return { ...about, text };
  }
  if (!isLoop(strategy)) {
    return { ...about, text: `This keeper does not know strategies of kind "${strategy.kind}" and leaves it alone.` };
  }
  const blockers = raiseBlockers(strategy.details);
  return blockers.length === 0 ? undefined : { ...about, text: `No new leverage: ${blockers.join('; ')}.` };
}
