import type { DecidedAction, Reason } from '../decision.ts';

/** A rule's answer for one strategy. */
export type Proposal = {
  readonly reasons: readonly Reason[];
  readonly action?: DecidedAction;
};

/** An answer that brings a loop out of danger. */
export type SaleProposal = Proposal & {
  /** What the action is expected to lose at par, LST wei; part of the batch's loss budget. */
  readonly lossLst: bigint;
  /** Whether the vault counts it as raising risk, since LST goes in, none comes out, and little is owed. */
  readonly raises?: boolean;
};

/** An answer that raises leverage. */
export type RaiseProposal = Proposal & {
  /** Over the horizon, ETH wei; loops are compared by it. */
  readonly gainWei: bigint;
};
