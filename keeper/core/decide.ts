import type { Context, Loop } from './context.ts';
import type { Decision, Reason } from './decision.ts';
import { afterAddition } from './loop/afterAddition.ts';
import { isLoop } from './loop/isLoop.ts';
import { lossBudgetLst } from './loop/lossBudgetLst.ts';
import type { Memory } from './memory.ts';
import type { Policy } from './policy.ts';
import { remember } from './remember.ts';
import { allocate } from './rules/allocate.ts';
import { bestOnly } from './rules/bestOnly.ts';
import { cooldown } from './rules/cooldown.ts';
import { dearGas } from './rules/dearGas.ts';
import { lowerForCarry } from './rules/lowerForCarry.ts';
import { loweringFirst } from './rules/loweringFirst.ts';
import { market } from './rules/market.ts';
import { peg } from './rules/peg.ts';
import type { Proposal, SaleProposal } from './rules/proposal.ts';
import { restoreHealth } from './rules/restoreHealth.ts';
import { vaultLimits } from './rules/vaultLimits.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The keeper's judgement, and the only place that has one: what to do about this snapshot, and why.
 *
 * Rules are asked in order (health, carry, market, the vault's own limits, peg, pause and gas, allocation) and the first that wants to act has
 * the batch to itself, so that a rescue never waits for a gain. A pure function: no clock, no chain, no chance. docs/DECISION.md has the formulas.
 *
 * @param memory what the last decision left, or `emptyMemory`
 */
export function decide(snapshot: Snapshot, policy: Policy, memory: Memory): Decision {
  const remembered = remember(memory, snapshot, policy);
  const context: Context = { snapshot, policy, ...remembered };
  const loops = snapshot.strategies.filter(isLoop);
  const done = (proposals: readonly Proposal[], reasons: readonly Reason[]): Decision => ({
    actions: proposals.flatMap(({ action }) => (action === undefined ? [] : [action])),
    reasons,
    memory: remembered.memory,
  });

  const rescues = loweringFirst(withinBudget(context, loops, restoreHealth));
  const health = reasonsOf(rescues);
  if (rescues.some(acts)) return done(rescues, health);

  const exits = withinBudget(context, loops, lowerForCarry);
  const carry = [...health, ...reasonsOf(exits)];
  if (exits.some(acts)) return done(exits, carry);

  const closed = snapshot.strategies.flatMap((strategy) => market(context, strategy) ?? []);
  const gates = [vaultLimits(context), peg(context), cooldown(context), dearGas(context)].flatMap(
    (reason) => reason ?? [],
  );
  const before = [...carry, ...closed, ...gates];
  if (gates.length > 0) return done([], before);

  const open = loops.filter(({ address }) => !closed.some(({ strategy }) => strategy === address));
  const budget = lossBudgetLst(snapshot.vault, policy.cost, 'raise');
  const raises = bestOnly(open.map((loop) => allocate(context, loop, budget)));
  return done(raises, [...before, ...reasonsOf(raises)]);
}

const acts = ({ action }: Proposal): boolean => action !== undefined;

const reasonsOf = (proposals: readonly Proposal[]): readonly Reason[] => proposals.flatMap(({ reasons }) => reasons);

/** Asks a rule for each loop, each with what the ones before have left of the batch's loss budget and of the idle LST. */
function withinBudget(
  { snapshot, policy, ...rest }: Context,
  loops: readonly Loop[],
  rule: (context: Context, loop: Loop, lossBudgetLst: bigint) => SaleProposal,
): readonly SaleProposal[] {
  let left = lossBudgetLst(snapshot.vault, policy.cost, 'lower');
  let { vault } = snapshot;
  return loops.map((loop) => {
    const proposal = rule({ snapshot: { ...snapshot, vault }, policy, ...rest }, loop, left);
    left -= proposal.lossLst;
    vault = afterAddition(vault, loop, proposal.action?.assets ?? 0n);
    return proposal;
  });
}
