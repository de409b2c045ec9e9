import type { Address } from './hex.ts';
import type { Memory } from './memory.ts';

/** What the keeper wants done, why, and what it must remember. Equal inputs give equal decisions, to the last character of each reason. */
export type Decision = {
  /** In the order in which the batch must carry them out. Empty: nothing is to be done. */
  readonly actions: readonly DecidedAction[];
  /** One at least for each action and for each thing that was considered and left. */
  readonly reasons: readonly Reason[];
  /** The memory for the next tick. */
  readonly memory: Memory;
};

/** One action of the vault's batch, in words; `plan` turns it into calldata. */
export type DecidedAction = {
  readonly kind: 'deploy' | 'free' | 'manage';
  readonly strategy: Address;
  /** LST wei between vault and strategy; zero for `manage`. */
  readonly assets: bigint;
  readonly operation?: Operation;
};

/** One operation of the Aave loop, with the bound that execution must keep. */
export type Operation =
  | { readonly name: 'leverUp'; readonly ethWei: bigint; readonly minLstWei: bigint }
  | { readonly name: 'leverDown'; readonly ethWei: bigint; readonly maxLstWei: bigint };

/** The rules in the order in which they are asked; `queue` is asked from the issue on that brings the withdrawal queue. */
export type Rule = 'health' | 'queue' | 'peg' | 'carry' | 'allocate' | 'cost' | 'market' | 'vault';

/** Numbers behind a reason. Names carry their unit. */
export type Facts = Readonly<Record<string, bigint | string | boolean>>;

export type Reason = {
  readonly rule: Rule;
  readonly verdict: 'act' | 'hold';
  readonly strategy?: Address;
  /** One sentence for people, numbers included. */
  readonly text: string;
  readonly facts: Facts;
};
