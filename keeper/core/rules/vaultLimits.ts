import type { Context } from '../context.ts';
import type { Reason } from '../decision.ts';
import { inWords } from '../text/inWords.ts';

/** Flag of a vault in which the guardian has paused what raises risk. */
const pausedRiskUp = 2n;

/**
 * Whether the vault itself takes a batch that raises risk now: not while the guardian has paused it, nor while losses, of whatever cause, have
 * used up the budget for it.
 *
 * @returns undefined where it does
 */
export function vaultLimits({ snapshot }: Context): Reason | undefined {
  const { pauseFlags, riskUpAvailableWad, idle } = snapshot.vault;
  const facts = { pauseFlags, riskUpAvailableWad };
  const stay = `${inWords.lst(idle)} stay idle`;
  if ((pauseFlags & pausedRiskUp) !== 0n) {
    const text = `No new leverage: the guardian has paused all that raises risk, until the curator takes it back; ${stay}.`;
    return { rule: 'vault', verdict: 'hold', text, facts };
  }
  if (riskUpAvailableWad > 0n) return undefined;
  const state =
    riskUpAvailableWad === 0n
      ? 'is used up'
      : `is overdrawn by ${inWords.lossWad(-riskUpAvailableWad)} of the share price`;
  const text = `No new leverage: the budget of losses for what raises risk ${state}. It refills with time (\`npx ballast status\` says when), or when the curator acknowledges the loss; ${stay}.`;
  return { rule: 'vault', verdict: 'hold', text, facts };
}
