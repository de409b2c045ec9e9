import type { Context } from '../context.ts';
import type { Reason } from '../decision.ts';
import { discountBps } from '../math/discountBps.ts';
import { bps } from '../math/units.ts';
import { inWords } from '../text/inWords.ts';

/**
 * Rule `peg`. While the market price is further under par than the policy allows, or nobody knows it, no new debt is taken on. What is there
 * stays: a discount alone is no reason to sell.
 *
 * @returns undefined where the peg allows more leverage
 */
export function peg({ snapshot, policy }: Context): Reason | undefined {
  const { parWad, marketWad } = snapshot.vault.valuation;
  const { maxDiscountBps } = policy.peg;
  const discount = discountBps({ parWad, marketWad });
  const facts = { parWad, marketWad, discountBps: discount, maxDiscountBps, marketFresh: snapshot.marketFresh };
  const stays = `${inWords.lst(snapshot.vault.idle)} stay idle, and nothing is sold for it`;
  if (!snapshot.marketFresh) {
    const text = `No new leverage: a price source is silent, so nobody knows the discount; ${stays}.`;
    return { rule: 'peg', verdict: 'hold', text, facts };
  }
  if (marketWad * bps >= parWad * (bps - maxDiscountBps)) return undefined;
  const text = `No new leverage: the market is ${inWords.bps(discount)} under par, over the limit of ${inWords.bps(maxDiscountBps)}; ${stays}.`;
  return { rule: 'peg', verdict: 'hold', text, facts };
}
