import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { observe } from '../../../keeper/observe/observe.ts';
import { readHeader } from '../../../keeper/observe/readHeader.ts';
import { recallMemory } from '../../../keeper/record/recallMemory.ts';
import type { Entry } from '../../../keeper/record/types.ts';
import { runLoop } from '../../../keeper/runner/runLoop.ts';
import { readArtifact } from '../../../script/toolchain/readArtifact.ts';
import { type Fault, type RpcProxy, startRpcProxy } from '../../support/rpcProxy.ts';
import { startKeeper, type TestKeeper } from '../support/startKeeper.ts';
import { startVault, type VaultOnReplica } from '../support/startVault.ts';

let on: VaultOnReplica;
let proxy: RpcProxy;
let clean: `0x${string}`;
let keeper: TestKeeper;

beforeAll(async () => {
  on = await startVault();
  proxy = await startRpcProxy(on.rpcUrl);
});
afterAll(async () => {
  await proxy?.stop();
  await on?.stop();
});
beforeEach(async () => {
  clean = await on.client.snapshot();
  keeper = await startKeeper(on, { rpcUrl: proxy.url });
});
afterEach(async () => {
  await keeper.stop();
  proxy.clear();
  await on.client.revert({ id: clean });
});

const events = () => keeper.lines.map(({ msg }) => msg);
const batchesRun = () =>
  on.client.readContract({ address: on.vault, abi: lstVaultAbi, functionName: 'rebalanceNonce' });

/** Runs the loop until `enough` is true of its entries, then stops it as Ctrl-C does. */
async function runUntil(
  enough: (entries: readonly Entry[]) => boolean,
  during?: () => Promise<void>,
): Promise<readonly Entry[]> {
  const stop = new AbortController();
  const entries: Entry[] = [];
  const timer = setTimeout(() => stop.abort(), 20_000);
  const loop = runLoop(keeper.world, {
    ...keeper.options,
    ...{ signal: stop.signal, intervalSeconds: 0, pollingIntervalMs: 10 },
    onEntry: (entry) => {
      entries.push(entry);
      if (enough(entries)) stop.abort();
    },
  });
  await Promise.all([loop, during?.()]);
  clearTimeout(timer);
  if (!enough(entries)) throw new Error(`It did not come to that; there were ${events().join(', ')}`);
  return entries;
}

const acted = (entries: readonly Entry[]) => entries.some(({ outcome }) => outcome.status === 'confirmed');

test('it acts on the first block, rests on the next, and says why on every one', async () => {
  const entries = await runUntil((all) => acted(all) && all.length >= 2);
  expect(entries.map(({ outcome }) => outcome.status)).toEqual(['confirmed', 'idle']);
  for (const { decision } of entries) expect(decision?.reasons.length).toBeGreaterThan(0);
  const ends = keeper.lines.filter(({ msg }) => msg === 'tick.end');
  expect(ends).toHaveLength(2);
  expect(ends[0]).toMatchObject({ status: 'confirmed', block: `${entries[0]?.block.number}`, vault: on.vault });
  expect(events()).toContain('keeper.stopped');
});

test('the observation is one request', async () => {
  const block = await readHeader(keeper.options.client);
  proxy.clear();
  await keeper.world.observe(block);
  expect(proxy.calls).toEqual(['eth_call']);
});

describe('the node fails in the middle of a tick', () => {
  const faults: readonly (readonly [string, Fault])[] = [
    ['the connection drops', { kind: 'drop' }],
    ['the answer is cut off', { kind: 'truncate' }],
    ['it has too many requests', { kind: 'status', status: 429 }],
    ['it is overloaded', { kind: 'status', status: 503 }],
  ];
  test.each(faults)('%s: it tries again and acts once', async (_, fault) => {
    proxy.fail({ ...fault, method: 'eth_call', times: 2 });
    proxy.fail({ ...fault, method: 'eth_getBlockByNumber', times: 1 });
    await runUntil(acted);
    expect(events()).toContain('tick.failed');
    expect(events()).toContain('node.silent');
    expect(await batchesRun()).toBe(1n);
    for (const { reason } of keeper.lines) expect(`${reason}`).not.toMatch(/127\.0\.0\.1|http/);
  });

  test('it hangs: the request is given up, and the tick is tried again', async () => {
    proxy.fail({ kind: 'hang', method: 'eth_call', times: 1 });
    await runUntil(acted);
    expect(keeper.lines.find(({ msg }) => msg === 'tick.failed')?.reason).toContain('took too long');
    expect(await batchesRun()).toBe(1n);
  });

  test('it is gone for good: the loop keeps trying, says so, and stops when told', async () => {
    proxy.fail({ kind: 'drop' });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1_500);
    const timing = { signal: stop.signal, intervalSeconds: 0, pollingIntervalMs: 10 };
    await runLoop(keeper.world, { ...keeper.options, ...timing });
    expect(events().filter((event) => event === 'node.silent').length).toBeGreaterThan(1);
    expect(events().at(-1)).toBe('keeper.stopped');
  });
});

test('a node that falls behind what was seen is not believed', async () => {
  const { number: head } = await readHeader(keeper.options.client);
  await runUntil(
    (entries) => entries.length >= 2 && events().includes('node.behind'),
    async () => {
      while (!events().includes('tick.end')) await new Promise((wake) => setTimeout(wake, 10));
      proxy.fail({
        method: 'eth_getBlockByNumber',
        kind: 'rewrite',
        times: 3,
        params: () => [`0x${(head - 1n).toString(16)}`, false],
      });
      while (!events().includes('node.behind')) await new Promise((wake) => setTimeout(wake, 10));
      await on.client.mine({ blocks: 1 });
    },
  );
  const blocks = keeper.lines.filter(({ msg }) => msg === 'tick.end').map(({ block }) => Number(block));
  expect(blocks).toEqual(blocks.toSorted((a, b) => a - b));
});

test('a block that the node does not know is an error to try again, not another block’s state', async () => {
  const block = await readHeader(keeper.options.client);
  const lensCode = (await readArtifact('VaultLens')).bytecode;
  const { client } = keeper.options;
  const unknown = { ...block, hash: `0x${'ab'.repeat(32)}` } as const;
  const deps = { client, chainId: 1, lensCode };
  await expect(observe(deps, { vault: on.vault, block: unknown })).rejects.toMatchObject({ kind: 'retry' });
  const pretended = { ...block, number: block.number + 1n };
  await expect(observe(deps, { vault: on.vault, block: pretended })).rejects.toMatchObject({ kind: 'retry' });
  const noVault = { vault: on.accounts.stranger.address, block };
  await expect(observe(deps, noVault)).rejects.toMatchObject({ kind: 'skip' });
});

test('a reorganisation under a running keeper: the batch is carried out again, once, and the loop goes on', async () => {
  let reorganised = false;
  await runUntil(
    (entries) => reorganised && events().includes('chain.reorganised') && entries.at(-1)?.outcome.status === 'idle',
    async () => {
      while (!events().includes('transaction.confirmed')) await new Promise((wake) => setTimeout(wake, 10));
      await on.client.mine({ blocks: 1 });
      await new Promise((wake) => setTimeout(wake, 200));
      await on.client.request({ method: 'anvil_reorg', params: [2, []] } as never);
      reorganised = true;
    },
  );
  expect(await batchesRun()).toBe(1n);
});

test('the memory is taken from the journal only where its block is on this chain', async () => {
  const [entry] = await runUntil((all) => all.length >= 1);
  const reference = { chainId: 1, vault: on.vault };
  const { client, journal } = keeper.options;
  expect(await recallMemory(client, journal, reference)).toEqual(entry?.decision?.memory);
  const elsewhere = {
    ...journal,
    recentMemories: async () => [
      { memory: entry?.decision?.memory as never, block: { number: 3n, hash: `0x${'0'.repeat(64)}` as const } },
    ],
  };
  expect(await recallMemory(client, elsewhere, reference)).toEqual({ rateObservations: [], lowCarrySince: [] });
});

test('over a WebSocket the node says when there is a block', async () => {
  await keeper.stop();
  keeper = await startKeeper(on, { rpcUrl: on.rpcUrl.replace('http', 'ws') });
  const entries = await runUntil(
    (all) => all.length >= 3,
    async () => {
      while (!events().includes('transaction.confirmed')) await new Promise((wake) => setTimeout(wake, 10));
      await new Promise((wake) => setTimeout(wake, 300));
      await on.client.mine({ blocks: 1 });
    },
  );
  expect(entries[0]?.outcome.status).toBe('confirmed');
  expect(events()).not.toContain('node.silent');
});
