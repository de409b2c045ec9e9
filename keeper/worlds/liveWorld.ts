import type { Address } from 'viem';
import { KeeperError } from '../core/errors.ts';
import type { ExecuteDeps } from '../execute/deps.ts';
import { execute } from '../execute/execute.ts';
import { type ObserveDeps, observe } from '../observe/observe.ts';
import { simulate } from '../simulate/simulate.ts';
import type { World } from './world.ts';

export type LiveWorldOptions = ObserveDeps & {
  readonly vault: Address;
  /** Who the batch is simulated as: the keeper's address. In a dry run an address is enough. */
  readonly sender: Address;
  /** Only in a live run; without it nothing can be signed. */
  readonly execution?: ExecuteDeps;
};

/** The world that a node shows: mainnet, a fork or the replica. */
export function liveWorld({ vault, sender, execution, ...observation }: LiveWorldOptions): World {
  return {
    observe: (block) => observe(observation, { vault, block }),
    simulate: (plan) => simulate({ client: observation.client, sender }, plan),
    execute: async (plan, simulation, block) => {
      if (execution !== undefined) return execute(execution, plan, simulation, block);
      throw new KeeperError('This is a dry run: there is no signer, and nothing is sent. Run with --live to sign.', {
        kind: 'stop',
      });
    },
  };
}
