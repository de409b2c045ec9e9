import { z } from 'zod';
import { eigenAbi } from '../models/eigenlayer/eigenAbis.ts';
import { eigenAddresses as at } from '../models/eigenlayer/eigenAddresses.ts';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

/** Each has its switch, a bit of one contract. */
const switches = {
  deposits: { address: at.strategyManager, bit: 0n },
  'token-deposits': { address: at.stEthStrategy, bit: 0n },
  'token-withdrawals': { address: at.stEthStrategy, bit: 1n },
  delegation: { address: at.delegationManager, bit: 0n },
  queue: { address: at.delegationManager, bit: 1n },
  completion: { address: at.delegationManager, bit: 2n },
  slashing: { address: at.allocationManager, bit: 1n },
} as const;

const options = z.strictObject({
  what: z
    .enum(['deposits', 'token-deposits', 'token-withdrawals', 'delegation', 'queue', 'completion', 'slashing'])
    .describe('what EigenLayer refuses meanwhile; token- means stETH alone'),
  paused: z.union([z.boolean(), z.stringbool()]).describe('true refuses it, false ends that'),
});

/** Turns one switch of EigenLayer; the others of its contract stay as they are. */
export async function eigenPause(
  node: ReplicaNode,
  { what, paused }: z.output<typeof options>,
): Promise<ScenarioFacts> {
  const { client } = node;
  const { address, bit } = switches[what];
  const venue = { address, abi: eigenAbi } as const;
  const before = await client.readContract({ ...venue, functionName: 'paused' });
  const after = paused ? before | (1n << bit) : before & ~(1n << bit);
  await impersonate(node, at.governor, (account) =>
    mined(
      node,
      client.writeContract({
        ...venue,
        functionName: paused ? 'pause' : 'unpause',
        args: [after],
        account,
        chain: null,
      }),
    ),
  );
  return { what, paused, pausedBits: await client.readContract({ ...venue, functionName: 'paused' }) };
}

/** `ballast scenario eigen-pause --what completion --paused true` */
export const eigenPauseScenario: Scenario<typeof options> = {
  name: 'eigen-pause',
  summary: 'turn one switch of EigenLayer: deposits, delegation, its withdrawal queue, or slashing',
  options,
  run: eigenPause,
};
