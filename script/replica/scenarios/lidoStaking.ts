import { formatEther, parseEther } from 'viem';
import { z } from 'zod';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { stEthAbi } from '../models/lido/lidoAbis.ts';
import { lidoAddresses } from '../models/lido/lidoAddresses.ts';
import { writeStakeLimit } from '../models/lido/writeStakeLimit.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const options = z.strictObject({
  paused: z.union([z.boolean(), z.stringbool()]).optional().describe('true stops new stake, false lets it in again'),
  left: z
    .string()
    .regex(/^\d+(\.\d{1,18})?$/, 'must be an amount of ETH')
    .optional()
    .describe('ETH that may be staked now; the limit grows back by the block'),
});

const stEth = { address: lidoAddresses.stEth, abi: stEthAbi } as const;

/**
 * Pauses or resumes staking with Lido, or uses its limit up. What is left out stays as it is.
 *
 * @throws KeeperError `stop` when more would be left than the limit's maximum
 */
export async function lidoStaking(
  node: ReplicaNode,
  { paused, left }: z.output<typeof options>,
): Promise<ScenarioFacts> {
  const info = () => node.client.readContract({ ...stEth, functionName: 'getStakeLimitFullInfo' });
  const [isPaused, , currentWei, maximumWei, , lastLimitWei] = await info();
  const leftWei = left === undefined ? (isPaused ? lastLimitWei : currentWei) : parseEther(left);
  if (leftWei > maximumWei) {
    throw new KeeperError(
      `Lido's staking limit is ${formatEther(maximumWei)} ETH at most; ${left} ETH was asked for.`,
      {
        kind: 'stop',
        facts: { leftWei, maximumWei },
      },
    );
  }
  await writeStakeLimit(node, { paused: paused ?? isPaused, leftWei });
  const [pausedNow, , leftNowWei] = await info();
  return { paused: pausedNow, leftWei: leftNowWei };
}

/** `ballast scenario lido-staking --paused true` */
export const lidoStakingScenario: Scenario<typeof options> = {
  name: 'lido-staking',
  summary: "pause or resume Lido's staking, or use its daily limit up",
  options,
  run: lidoStaking,
};
