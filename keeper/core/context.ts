import type { StakingRate } from './carry/stakingRate.ts';
import type { Memory } from './memory.ts';
import type { Policy } from './policy.ts';
import type { AaveLoopDetails, Snapshot, StrategySnapshot } from './snapshot.ts';

/** What every rule looks at. */
export type Context = {
  readonly snapshot: Snapshot;
  readonly policy: Policy;
  /** The memory with this snapshot taken in. */
  readonly memory: Memory;
  readonly staking: StakingRate;
};

/** A strategy whose details this keeper can read. */
export type Loop = Omit<StrategySnapshot, 'details'> & { readonly details: AaveLoopDetails };
