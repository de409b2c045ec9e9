import { formatEther, parseEther, parseTransaction, zeroAddress } from 'viem';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { decide } from '../../../keeper/core/decide.ts';
import { execute } from '../../../keeper/execute/execute.ts';
import { recheckMined } from '../../../keeper/execute/recheckMined.ts';
import { recover } from '../../../keeper/execute/recover.ts';
import { readHeader } from '../../../keeper/observe/readHeader.ts';
import { plan } from '../../../keeper/plan/plan.ts';
import { runOnce } from '../../../keeper/runner/runOnce.ts';
import { type RpcProxy, startRpcProxy } from '../../support/rpcProxy.ts';
import { gwei, type KeeperChanges, startKeeper, type TestKeeper } from '../support/startKeeper.ts';
import { startVault, type VaultOnReplica } from '../support/startVault.ts';

let on: VaultOnReplica;
let proxy: RpcProxy;
let clean: `0x${string}`;
let baseFee: bigint;
const keepers: TestKeeper[] = [];

beforeAll(async () => {
  on = await startVault();
  proxy = await startRpcProxy(on.rpcUrl);
  baseFee = (await on.client.getBlock()).baseFeePerGas ?? 0n;
});
afterAll(async () => {
  await proxy?.stop();
  await on?.stop();
});
beforeEach(async () => {
  clean = await on.client.snapshot();
});
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.stop();
  proxy.clear();
  await on.client.setAutomine(true);
  await on.client.revert({ id: clean });
  // The node does not take this back by itself.
  await on.client.setNextBlockBaseFeePerGas({ baseFeePerGas: baseFee });
});

const keeper = async (changes: KeeperChanges = {}) => {
  const started = await startKeeper(on, { rpcUrl: proxy.url, ...changes });
  keepers.push(started);
  return started;
};
const tick = ({ world, options }: TestKeeper) => runOnce(world, options);
const dryTick = ({ world, options: { execution: _, ...dry } }: TestKeeper) => runOnce(world, dry);
const nonceOfKeeper = () => on.client.getTransactionCount({ address: on.accounts.keeper.address });
const batchesRun = () =>
  on.client.readContract({ address: on.vault, abi: lstVaultAbi, functionName: 'rebalanceNonce' });
const events = ({ lines }: TestKeeper) => lines.map(({ msg }) => msg);
const account = (chainId = 1) => ({ chainId, sender: on.accounts.keeper.address });

/** Waits for a line of the keeper's log. */
async function untilLogged(one: TestKeeper, event: string): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((wake) => setTimeout(wake, 10))) {
    if (events(one).includes(event)) return;
  }
  throw new Error(`${event} did not come; there were ${events(one).join(', ')}`);
}

describe('a batch is carried out once', () => {
  test('it is confirmed, stands in the journal with its reasons, and took seven requests from block to sending', async () => {
    const one = await keeper();
    const entry = await tick(one);
    expect(entry.outcome.status).toBe('confirmed');
    // The requests are what the time to a signature is made of; in milliseconds the bench takes it, on a quiet machine.
    const sent = proxy.calls.indexOf('eth_sendRawTransaction');
    expect(proxy.calls.slice(0, 2)).toEqual(['eth_getBlockByNumber', 'eth_call']);
    expect(proxy.calls.slice(2, sent).toSorted()).toEqual(
      ['eth_call', 'eth_chainId', 'eth_estimateGas', 'eth_getBalance', 'eth_getTransactionCount'].toSorted(),
    );
    expect(await batchesRun()).toBe(1n);
    const [recorded] = await one.journal.recentTicks({ chainId: 1, vault: on.vault }, 5);
    expect(recorded).toMatchObject({ status: 'confirmed', decisionHash: entry.hashes?.decisionHash });
    expect(recorded?.reasons.length).toBeGreaterThan(0);
    expect(await one.journal.unfinished(account())).toEqual([]);
  });

  test('the answer to the sending is lost: it is found by its hash and not sent under another nonce', async () => {
    const before = await nonceOfKeeper();
    proxy.fail({ method: 'eth_sendRawTransaction', kind: 'forwardThenDrop' });
    const entry = await tick(await keeper());
    expect(entry.outcome.status).toBe('confirmed');
    expect(await nonceOfKeeper()).toBe(before + 1);
  });

  test('the sending never arrives: the same bytes are sent again', async () => {
    proxy.fail({ method: 'eth_sendRawTransaction', kind: 'drop', times: 1 });
    const one = await keeper();
    const entry = await tick(one);
    expect(entry.outcome.status).toBe('confirmed');
    expect(events(one)).toContain('transaction.resent');
    expect(one.lines.filter(({ msg }) => msg === 'transaction.signed')).toHaveLength(1);
    expect(proxy.calls.filter((method) => method === 'eth_sendRawTransaction')).toHaveLength(2);
  });

  test('receipts are cut off, delayed, refused with 429 and 503: the truth is found in the end', async () => {
    proxy.fail({ method: 'eth_getTransactionReceipt', kind: 'truncate', times: 1 });
    proxy.fail({ method: 'eth_getTransactionReceipt', kind: 'status', status: 429, times: 1 });
    proxy.fail({ method: 'eth_getTransactionReceipt', kind: 'status', status: 503, times: 1 });
    proxy.fail({ method: 'eth_getTransactionReceipt', kind: 'delay', milliseconds: 200, times: 1 });
    proxy.fail({ method: 'eth_getTransactionReceipt', kind: 'answer', result: null, times: 1 });
    const one = await keeper();
    expect((await tick(one)).outcome.status).toBe('confirmed');
    expect(one.lines.filter(({ msg }) => msg === 'transaction.lookFailed')).toHaveLength(3);
    expect(await batchesRun()).toBe(1n);
  });
});

describe('a transaction that is stuck', () => {
  test('is replaced at the same nonce with fees at least an eighth higher', async () => {
    await on.client.setAutomine(false);
    const one = await keeper({ settings: { bumpAfterMs: 200 } });
    const before = await nonceOfKeeper();
    const running = tick(one);
    await untilLogged(one, 'transaction.bumped');
    const open = await one.journal.unfinished(account());
    await on.client.mine({ blocks: 1 });
    const { outcome } = await running;
    expect(outcome.status).toBe('confirmed');
    const [first, second] = open.map(({ raw }) => parseTransaction(raw));
    expect(second?.nonce).toBe(first?.nonce);
    expect(second?.data).toBe(first?.data);
    expect((second?.maxFeePerGas ?? 0n) * 8n).toBeGreaterThanOrEqual((first?.maxFeePerGas ?? 0n) * 9n);
    expect((second?.maxPriorityFeePerGas ?? 0n) * 8n).toBeGreaterThanOrEqual((first?.maxPriorityFeePerGas ?? 0n) * 9n);
    expect(await nonceOfKeeper()).toBe(before + 1);
    expect(await one.journal.unfinished(account())).toEqual([]);
  });

  test('is not bumped past the ceiling, ends as unknown, and is settled before anything new is signed', async () => {
    await on.client.setAutomine(false);
    const one = await keeper({
      settings: { bumpAfterMs: 50, timeoutMs: 600 },
      policy: { maxFeePerGasWei: 2n * baseFee + gwei / 10n },
    });
    const { outcome } = await tick(one);
    expect(outcome.status).toBe('unknown');
    expect(events(one)).toContain('transaction.atCeiling');
    expect(events(one)).not.toContain('transaction.bumped');
    await on.client.mine({ blocks: 1 });
    const [found] = await recover(one.execution);
    expect(found?.outcome.status).toBe('confirmed');
    expect(await recover(one.execution)).toEqual([]);
    expect(await batchesRun()).toBe(1n);
  });

  test('survives a base fee that rises over what it offers', async () => {
    await on.client.setAutomine(false);
    const one = await keeper({ settings: { bumpAfterMs: 300 } });
    const running = tick(one);
    await untilLogged(one, 'transaction.sent');
    await on.client.setNextBlockBaseFeePerGas({ baseFeePerGas: 30n * gwei });
    await on.client.mine({ blocks: 1 });
    await untilLogged(one, 'transaction.bumped');
    await on.client.mine({ blocks: 1 });
    const { outcome } = await running;
    expect(outcome.status).toBe('confirmed');
    expect(await batchesRun()).toBe(1n);
  });

  test('expires: the next batch takes over its nonce', async () => {
    await on.client.setAutomine(false);
    const one = await keeper({ settings: { timeoutMs: 200 } });
    const before = await nonceOfKeeper();
    expect((await tick(one)).outcome.status).toBe('unknown');
    const [old] = await one.journal.unfinished(account());
    await on.client.dropTransaction({ hash: old?.hash ?? '0x' });
    await on.client.increaseTime({ seconds: 600 });
    await on.client.mine({ blocks: 1 });
    await on.client.setAutomine(true);
    const { outcome } = await tick(one);
    expect(outcome.status).toBe('confirmed');
    expect(await nonceOfKeeper()).toBe(before + 1);
    expect(await batchesRun()).toBe(1n);
    expect(await one.journal.unfinished(account())).toEqual([]);
  });
});

describe('found again later', () => {
  test('an expired transaction whose nonce went to another one is settled as replaced', async () => {
    await on.client.setAutomine(false);
    const one = await keeper({ settings: { timeoutMs: 200 } });
    expect((await tick(one)).outcome.status).toBe('unknown');
    const [old] = await one.journal.unfinished(account());
    await on.client.dropTransaction({ hash: old?.hash ?? '0x' });
    await on.client.setAutomine(true);
    await on.client.sendTransaction({ account: on.accounts.keeper, to: zeroAddress, value: 1n });
    await on.client.increaseTime({ seconds: 600 });
    await on.client.mine({ blocks: 1 });
    const [found] = await recover({ ...one.execution, settings: { ...one.execution.settings, timeoutMs: 10_000 } });
    expect(found?.outcome.status).toBe('replaced');
    expect(await one.journal.unfinished(account())).toEqual([]);
  });

  test('a receipt counts only when it is as deep as the settings ask for', async () => {
    const one = await keeper({ settings: { confirmations: 3, timeoutMs: 400 } });
    expect((await tick(one)).outcome.status).toBe('unknown');
    expect(await one.journal.unfinished(account())).toHaveLength(1);
    await on.client.mine({ blocks: 1 });
    const [early] = await recover(one.execution);
    expect(early?.outcome.status).toBe('unknown');
    await on.client.mine({ blocks: 1 });
    const [late] = await recover(one.execution);
    expect(late?.outcome.status).toBe('confirmed');
    expect(await batchesRun()).toBe(1n);
  });
});

describe('nothing is sent', () => {
  const nothingSent = async () => {
    expect(await batchesRun()).toBe(0n);
    expect(proxy.calls).not.toContain('eth_sendRawTransaction');
  };

  test('while gas is over the ceiling', async () => {
    const one = await keeper({ policy: { maxFeePerGasWei: 1n } });
    expect((await tick(one)).outcome).toMatchObject({ status: 'refused', reason: expect.stringContaining('too dear') });
    await nothingSent();
  });

  test('by a keeper without the role, and it says so', async () => {
    const one = await keeper({ account: on.accounts.stranger });
    const { outcome } = await tick(one);
    expect(outcome).toMatchObject({ status: 'skipped', reason: expect.stringContaining('AccessManagedUnauthorized') });
    await nothingSent();
  });

  test('by a keeper without ETH for gas', async () => {
    await on.client.setBalance({ address: on.accounts.keeper.address, value: 1_000n });
    const { outcome } = await tick(await keeper());
    expect(outcome).toMatchObject({ status: 'refused', reason: expect.stringContaining(formatEther(1_000n)) });
    await nothingSent();
  });

  test('when the node changed its chain id since the start', async () => {
    proxy.fail({ method: 'eth_chainId', kind: 'answer', result: '0x5' });
    const one = await keeper();
    await expect(tick(one)).rejects.toMatchObject({ kind: 'stop', shortMessage: expect.stringContaining('chain 5') });
    await nothingSent();
    const [recorded] = await one.journal.recentTicks({ chainId: 1, vault: on.vault }, 1);
    expect(recorded?.status).toBe('failed');
  });

  test('in a dry run, whose world cannot sign', async () => {
    expect((await dryTick(await keeper())).outcome).toEqual({ status: 'dryRun' });
    await nothingSent();
  });

  test('when the journal cannot be written', async () => {
    const one = await keeper();
    const refusing = { ...one.journal, beginTransaction: () => Promise.reject(new Error('the disk is full')) };
    const world = {
      ...one.world,
      execute: (...[plan, simulation, block]: Parameters<typeof one.world.execute>) =>
        execute({ ...one.execution, journal: refusing }, plan, simulation, block),
    };
    await expect(runOnce(world, one.options)).rejects.toThrow('the disk is full');
    await nothingSent();
  });
});

describe('others are there as well', () => {
  test('another transaction of the same key takes the nonce: the outcome is replaced', async () => {
    await on.client.setAutomine(false);
    const one = await keeper();
    const running = tick(one);
    await untilLogged(one, 'transaction.sent');
    const nonce = await nonceOfKeeper();
    const fees = { maxFeePerGas: 50n * gwei, maxPriorityFeePerGas: 10n * gwei };
    const from = on.accounts.keeper;
    await on.client.sendTransaction({ account: from, to: zeroAddress, value: 1n, nonce, gas: 21_000n, ...fees });
    await on.client.mine({ blocks: 1 });
    expect((await running).outcome.status).toBe('replaced');
    expect(await batchesRun()).toBe(0n);
    expect(await one.journal.unfinished(account())).toEqual([]);
  });

  test('two keepers with one key and a journal each: one transaction', async () => {
    await on.client.setAutomine(false);
    const [one, two] = [await keeper(), await keeper()];
    const before = await nonceOfKeeper();
    const both = [tick(one), tick(two)];
    await Promise.all([untilLogged(one, 'transaction.sent'), untilLogged(two, 'transaction.sent')]);
    await on.client.mine({ blocks: 1 });
    await Promise.all(both);
    expect(await nonceOfKeeper()).toBe(before + 1);
    expect(await batchesRun()).toBe(1n);
  });

  test('a batch that came first makes the second revert on chain, by the vault’s own nonce, and it is told why', async () => {
    const [one, two] = [await keeper(), await keeper()];
    const block = await readHeader(one.options.client);
    const snapshot = await one.world.observe(block);
    const { policy, memory } = one.options;
    const planned = plan(decide(snapshot, policy, memory), snapshot, policy, memory);
    if (planned === undefined) throw new Error('The healthy vault gave nothing to do.');
    const simulation = await one.world.simulate(planned);
    if (simulation.status !== 'ok') throw new Error(simulation.reason);
    expect((await one.world.execute(planned, simulation, block)).status).toBe('confirmed');
    const second = await two.world.execute(planned, simulation, block);
    expect(second).toMatchObject({ status: 'reverted', reason: expect.stringContaining('BatchNonceWrong') });
    expect(await batchesRun()).toBe(1n);
  });
});

test('a reorganisation takes the transaction’s block away: it is followed again and carried out once', async () => {
  const one = await keeper();
  const first = await tick(one);
  expect(first.outcome.status).toBe('confirmed');
  await on.client.mine({ blocks: 1 });
  const head = await on.client.getBlockNumber();
  await on.client.request({ method: 'anvil_reorg', params: [2, []] } as never);
  expect(await batchesRun()).toBe(0n);
  expect(await recheckMined(one.execution, head - 64n)).toHaveLength(1);
  const [again] = await recover(one.execution);
  expect(again?.outcome.status).toBe('confirmed');
  expect(await batchesRun()).toBe(1n);
  expect(await recheckMined(one.execution, head - 64n)).toEqual([]);
});

test('the journal of another chain is not sent again', async () => {
  await on.client.mine({ blocks: 1 });
  await on.client.setAutomine(false);
  const one = await keeper({ settings: { timeoutMs: 100 } });
  expect((await tick(one)).outcome.status).toBe('unknown');
  const [intent] = await one.journal.unfinished(account());
  await on.client.dropTransaction({ hash: intent?.hash ?? '0x' });
  await on.client.request({ method: 'anvil_reorg', params: [1, []] } as never);
  await on.client.setAutomine(true);
  const [found] = await recover(one.execution);
  expect(found?.outcome).toMatchObject({ status: 'refused', reason: expect.stringContaining('not on this chain') });
  expect(await batchesRun()).toBe(0n);
  expect(await on.client.getBalance({ address: on.accounts.keeper.address })).toBeGreaterThan(parseEther('1'));
});
