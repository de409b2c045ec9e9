import { parseEther } from 'viem';
import { z } from 'zod';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { eigenAbi } from '../models/eigenlayer/eigenAbis.ts';
import { eigenAddresses as at } from '../models/eigenlayer/eigenAddresses.ts';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const options = z.strictObject({
  operator: z
    .enum(['first', 'second'])
    .default('first')
    .describe("which of the replica's two operators of EigenLayer is slashed"),
  bps: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .describe('basis points of its whole stake of stETH that are slashed, 1 to 10000'),
});

const bpsWad = parseEther('1') / 10_000n;

/**
 * Has the replica's service slash an operator of EigenLayer: its stakers' deposits lose that part at once, and so does what they have queued and
 * may not take out yet.
 *
 * @throws KeeperError `stop` when nothing is left to slash
 */
export async function eigenSlash(
  node: ReplicaNode,
  { operator: which, bps }: z.output<typeof options>,
): Promise<ScenarioFacts> {
  const operator = at.operators[which];
  const magnitudeWad = () =>
    node.client.readContract({
      address: at.allocationManager,
      abi: eigenAbi,
      functionName: 'getMaxMagnitude',
      args: [operator, at.stEthStrategy],
    });
  if ((await magnitudeWad()) === 0n) {
    throw new KeeperError(
      `The ${which} operator has lost all it had. Slash the other one, or start the replica anew.`,
      {
        kind: 'stop',
        facts: { operator },
      },
    );
  }
  const slashing = {
    operator,
    operatorSetId: 1,
    strategies: [at.stEthStrategy],
    wadsToSlash: [BigInt(bps) * bpsWad],
    description: 'ballast scenario',
  };
  await impersonate(node, at.service, (account) =>
    mined(
      node,
      node.client.writeContract({
        address: at.allocationManager,
        abi: eigenAbi,
        functionName: 'slashOperator',
        args: [account, slashing],
        account,
        chain: null,
      }),
    ),
  );
  return { operator, bps, magnitudeWad: await magnitudeWad() };
}

/** `ballast scenario eigen-slash --bps 300` */
export const eigenSlashScenario: Scenario<typeof options> = {
  name: 'eigen-slash',
  summary: 'slash an operator of EigenLayer, and with it whoever restakes with it',
  options,
  run: eigenSlash,
};
