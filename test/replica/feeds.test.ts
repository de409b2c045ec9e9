import { concatHex, type Hex, numberToHex, parseEther } from 'viem';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bootReplica } from '../../script/replica/bootReplica.ts';
import { type FeedName, feedAbi, feeds } from '../../script/replica/models/chainlink/feeds.ts';
import { refreshFeeds } from '../../script/replica/models/chainlink/refreshFeeds.ts';
import { setFeed } from '../../script/replica/models/chainlink/setFeed.ts';
import { passTime } from '../../script/replica/recipes/passTime.ts';
import { changeFeed, feedScenario } from '../../script/replica/scenarios/feed.ts';
import type { ReplicaNode } from '../../script/replica/types.ts';

let node: ReplicaNode;
let snapshot: Hex;

beforeAll(async () => {
  node = await bootReplica();
});
afterAll(async () => {
  await node?.stop();
});
beforeEach(async () => {
  snapshot = await node.client.snapshot();
});
afterEach(async () => {
  await node.client.revert({ id: snapshot });
});

const latest = async (feed: FeedName) => {
  const call = { address: feeds[feed].address, abi: feedAbi, functionName: 'latestRoundData' } as const;
  const [roundId, answer, startedAt, updatedAt, answeredInRound] = await node.client.readContract(call);
  return { roundId, answer, startedAt, updatedAt, answeredInRound };
};
const now = async () => (await node.client.getBlock()).timestamp;

describe('feeds', () => {
  test.each(['ethUsd', 'stEthEth'] as const)('%s is fresh after the boot and has mainnet decimals', async (feed) => {
    const { address, decimals, firstAnswer, heartbeatSeconds } = feeds[feed];
    const { answer, updatedAt } = await latest(feed);
    expect(answer).toBe(firstAnswer);
    expect((await now()) - updatedAt).toBeLessThan(heartbeatSeconds);
    expect(await node.client.readContract({ address, abi: feedAbi, functionName: 'decimals' })).toBe(decimals);
  });

  test('a new answer opens a new round with the time of its block', async () => {
    const before = await latest('stEthEth');
    await setFeed(node, { feed: 'stEthEth', answer: parseEther('0.97') });
    const after = await latest('stEthEth');
    const time = await now();
    const roundId = before.roundId + 1n;
    expect(after).toEqual({
      roundId,
      answer: parseEther('0.97'),
      startedAt: time,
      updatedAt: time,
      answeredInRound: roundId,
    });
  });

  test.each([0n, -1n])('an answer of %s is published as it is', async (answer) => {
    await setFeed(node, { feed: 'stEthEth', answer });
    expect((await latest('stEthEth')).answer).toBe(answer);
  });

  test('an old answer is stale, and the refresh makes it fresh', async () => {
    const updatedAt = (await now()) - 90_000n;
    await setFeed(node, { feed: 'stEthEth', answer: parseEther('0.99'), updatedAt });
    expect(await latest('stEthEth')).toMatchObject({ answer: parseEther('0.99'), updatedAt });
    await refreshFeeds(node);
    expect(await latest('stEthEth')).toMatchObject({ answer: parseEther('0.99'), updatedAt: await now() });
  });

  test('time makes both stale, and the refresh both fresh with the same answers', async () => {
    await passTime(node, 100_000);
    const old = await latest('ethUsd');
    expect((await now()) - old.updatedAt).toBeGreaterThan(feeds.ethUsd.heartbeatSeconds);
    await refreshFeeds(node);
    const fresh = await latest('ethUsd');
    expect(fresh.answer).toBe(old.answer);
    expect((await now()) - fresh.updatedAt).toBeLessThan(60n);
    expect((await now()) - (await latest('stEthEth')).updatedAt).toBeLessThan(60n);
  });

  test('a feed that reverts stays so over a refresh, and the next answer mends it', async () => {
    const { roundId } = await latest('stEthEth');
    await setFeed(node, { feed: 'stEthEth', reverts: true });
    await expect(latest('stEthEth')).rejects.toThrow();
    await refreshFeeds(node);
    await expect(latest('stEthEth')).rejects.toThrow();
    await setFeed(node, { feed: 'stEthEth', answer: parseEther('1') });
    expect(await latest('stEthEth')).toMatchObject({ answer: parseEther('1'), roundId: roundId + 1n });
  });

  test('a foreign feed, as a fork has, is replaced and keeps its answer until told otherwise', async () => {
    // Answers every call with the words 7, 0.995e18, 100, 100, 7.
    const words = [7n, parseEther('0.995'), 100n, 100n, 7n];
    const store = words.map((word, index) =>
      concatHex(['0x7f', numberToHex(word, { size: 32 }), '0x60', numberToHex(index * 32, { size: 1 }), '0x52']),
    );
    const { address } = feeds.stEthEth;
    await node.client.setCode({ address, bytecode: concatHex([...store, '0x60a05ff3']) });
    await refreshFeeds(node);
    expect(await latest('stEthEth')).toMatchObject({ answer: parseEther('0.995'), updatedAt: await now() });
    await setFeed(node, { feed: 'stEthEth', answer: 5n });
    expect((await latest('stEthEth')).answer).toBe(5n);
  });
});

describe('the scenario', () => {
  const run = (options: Readonly<Record<string, string>>) => changeFeed(node, feedScenario.options.parse(options));

  test('reads decimal numbers in the units of the feed', async () => {
    expect(await run({ feed: 'eth-usd', answer: '2500.5' })).toMatchObject({ answer: 2_500_50000000n, decimals: 8 });
    expect(await run({ feed: 'steth-eth', answer: '-0.5' })).toMatchObject({ answer: parseEther('-0.5') });
  });

  test('ages the latest answer, breaks the feed and refreshes', async () => {
    const { answer } = await latest('ethUsd');
    const time = await now();
    expect(await run({ feed: 'eth-usd', age: '7200' })).toMatchObject({ answer, updatedAt: time - 7_200n });
    expect(await run({ feed: 'eth-usd', reverts: 'true' })).toMatchObject({ reverts: true });
    await expect(latest('ethUsd')).rejects.toThrow();
    expect(await run({ feed: 'eth-usd', answer: '2400', refresh: 'true' })).toMatchObject({ reverts: false });
    expect((await latest('ethUsd')).answer).toBe(2_400_00000000n);
  });

  test.each([{ answer: 'much' }, { age: '-1' }, { feed: 'btc-usd' }, { colour: 'red' }])('refuses %o', (wrong) => {
    expect(() => feedScenario.options.parse({ feed: 'eth-usd', ...wrong })).toThrow();
  });
});
