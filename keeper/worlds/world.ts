import type { Snapshot } from '../core/snapshot.ts';
import type { Outcome } from '../execute/types.ts';
import type { BlockHeader } from '../observe/blockHeader.ts';
import type { Plan } from '../plan/types.ts';
import type { Simulation } from '../simulate/types.ts';

/** Where a tick happens: a live chain, a fork, replayed history. `runTick` cannot tell which. */
export interface World {
  /** Everything that is decided on, as of one block. */
  observe(block: BlockHeader): Promise<Snapshot>;
  /** What the plan's exact bytes would do at the block that was decided on. */
  simulate(plan: Plan): Promise<Simulation>;
  /** Signs, sends and follows. Never called in a dry run, whose world has no signer. */
  execute(plan: Plan, simulation: Extract<Simulation, { status: 'ok' }>, block: BlockHeader): Promise<Outcome>;
}
