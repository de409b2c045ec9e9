import type { DecidedAction, Reason } from '../decision.ts';

/** A rule's answer for one strategy. */
export type Proposal = {
  readonly reasons: readonly Reason[];
  readonly action?: DecidedAction;
  /** What the action is expected to lose at par, LST wei; part of the batch's loss budget. */
  readonly lossLst: bigint;
};
