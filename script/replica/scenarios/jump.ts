import { z } from 'zod';
import { refreshFeeds } from '../models/chainlink/refreshFeeds.ts';
import { passTime } from '../recipes/passTime.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const options = z.strictObject({
  seconds: z.coerce
    .number()
    .int()
    .min(1)
    .max(315_360_000)
    .describe('how far to jump, in seconds from 1 to 315360000 (86400 is a day)'),
  feeds: z
    .union([z.boolean(), z.stringbool()])
    .default(true)
    .describe('whether the feeds are published anew afterwards, as they would have been; false leaves them stale'),
});

/**
 * Jumps ahead in time. Interest accrues and TWAPs move on; staking rewards need an oracle report (scenario rebase).
 *
 * @param feeds whether the feeds' answers are published anew, so that they are fresh; true when left out
 */
export async function jump(
  node: ReplicaNode,
  { seconds, feeds = true }: { readonly seconds: number; readonly feeds?: boolean },
): Promise<ScenarioFacts> {
  const { timestamp: fromTimestamp } = await node.client.getBlock();
  await passTime(node, seconds);
  if (feeds) await refreshFeeds(node);
  const { timestamp, number: blockNumber } = await node.client.getBlock();
  return { fromTimestamp, timestamp, blockNumber, freshFeeds: feeds };
}

/** `ballast scenario jump` */
export const jumpScenario: Scenario<typeof options> = {
  name: 'jump',
  summary: 'jump ahead in time, with fresh feeds',
  options,
  run: jump,
};
