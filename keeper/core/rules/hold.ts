import type { Facts, Rule } from '../decision.ts';
import type { Address } from '../hex.ts';
import type { RaiseProposal, SaleProposal } from './proposal.ts';

/** A proposal to do nothing, with its reason. */
export function hold(rule: Rule, strategy: Address, text: string, facts: Facts = {}): SaleProposal & RaiseProposal {
  return { reasons: [{ rule, verdict: 'hold', strategy, text, facts }], lossLst: 0n, gainWei: 0n };
}
