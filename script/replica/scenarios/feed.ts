import { parseUnits } from 'viem';
import { z } from 'zod';
import { type FeedName, feedAbi, feeds } from '../models/chainlink/feeds.ts';
import { refreshFeeds } from '../models/chainlink/refreshFeeds.ts';
import { setFeed } from '../models/chainlink/setFeed.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const names = { 'eth-usd': 'ethUsd', 'steth-eth': 'stEthEth' } as const satisfies Record<string, FeedName>;

const options = z.strictObject({
  feed: z.enum(['eth-usd', 'steth-eth']).describe('which feed: eth-usd or steth-eth'),
  answer: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'must be a decimal number')
    .optional()
    .describe('the new answer as a decimal number, zero and negative ones too; the latest when left out'),
  age: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe('seconds since the answer was given, 0 or more; 0 when left out'),
  reverts: z.union([z.boolean(), z.stringbool()]).optional().describe('true makes every call to the feed revert'),
  refresh: z.union([z.boolean(), z.stringbool()]).optional().describe('true first gives all feeds a fresh timestamp'),
});

/**
 * Publishes an answer on a feed: any number, any age, or a feed that reverts until the next answer.
 *
 * Aave's price of wstETH is made of ETH/USD and Lido's rate, so stETH/ETH never moves it.
 */
export async function changeFeed(node: ReplicaNode, change: z.output<typeof options>): Promise<ScenarioFacts> {
  const feed = names[change.feed];
  const { address, decimals, firstAnswer } = feeds[feed];
  if (change.refresh === true) await refreshFeeds(node);
  if (change.reverts === true) {
    await setFeed(node, { feed, reverts: true });
    return { feed: change.feed, reverts: true };
  }
  const read = () => node.client.readContract({ address, abi: feedAbi, functionName: 'latestRoundData' });
  const latest = async () =>
    read().then(
      ([, answer]) => answer,
      () => firstAnswer,
    );
  const answer = change.answer === undefined ? await latest() : parseUnits(change.answer, decimals);
  const { timestamp } = await node.client.getBlock();
  const aged = change.age === undefined ? {} : { updatedAt: timestamp - BigInt(change.age) };
  await setFeed(node, { feed, answer, ...aged });
  const [, published, , updatedAt] = await read();
  return { feed: change.feed, reverts: false, answer: published, decimals, updatedAt };
}

/** `ballast scenario feed --feed steth-eth --answer 0.97` */
export const feedScenario: Scenario<typeof options> = {
  name: 'feed',
  summary: 'set a Chainlink feed: any answer, any age, or make it revert',
  options,
  run: changeFeed,
};
