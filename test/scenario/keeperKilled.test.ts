import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TransactionIntent } from '../../keeper/record/types.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { type RpcProxy, startRpcProxy } from '../support/rpcProxy.ts';
import { apartBps } from './support/apartBps.ts';
import { type CliKeeper, createCliKeeper } from './support/cliKeeper.ts';
import { readPosition } from './support/readPosition.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const wad = 10n ** 18n;

let on: LeveredVault;
let proxy: RpcProxy;
let cli: CliKeeper;
beforeAll(async () => {
  on = await startLeveredVault();
  proxy = await startRpcProxy(on.rpcUrl);
  await jump(on, { seconds: 3_600 });
  // A slash is being restored when the keeper is killed.
  await rebase(on, { bps: -500 });
});
afterAll(async () => {
  await proxy?.stop();
  await on?.stop();
});
beforeEach(async () => {
  proxy.clear();
  cli = await createCliKeeper(on, proxy);
});
afterEach(() => cli.dispose());

const address = () => on.accounts.keeper.address;
const account = () => ({ chainId: 1, sender: address() });
const sent = () => on.client.getTransactionCount({ address: address() });
const waiting = async () => Number((await on.client.getTxpoolStatus()).pending);
const unfinished = () => cli.withJournal((journal) => journal.unfinished(account()));

/** The one transaction of the keeper since `sentBefore` restored the loop, is the one given, and the journal agrees. */
async function expectOnce(sentBefore: number, intent: TransactionIntent | undefined, ticks: readonly string[]) {
  expect(await sent()).toBe(sentBefore + 1);
  const after = await readPosition(on);
  expect(after.batches).toBe(2n);
  expect(apartBps(after.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
  expect(await waiting()).toBe(0);
  await cli.withJournal(async (journal) => {
    expect(await journal.unfinished(account())).toEqual([]);
    const mined = await journal.minedSince(account(), 0n);
    expect(mined.map(({ intent: { hash, nonce } }) => ({ hash, nonce }))).toEqual([
      { hash: intent?.hash, nonce: BigInt(sentBefore) },
    ]);
    const [transaction] = mined;
    const receipt = await on.client.getTransactionReceipt({ hash: transaction?.intent.hash ?? '0x' });
    expect([receipt.status, receipt.blockHash]).toEqual(['success', transaction?.blockHash]);
    const recorded = await journal.recentTicks({ chainId: 1, vault: on.vault }, 10);
    expect(recorded.map(({ status }) => status)).toEqual(ticks);
  });
}

test('between send and receipt, and its block comes while nobody runs: the next start finds it and sends nothing', () =>
  on.undone(async () => {
    const sentBefore = await sent();
    await on.client.setAutomine(false);
    await cli.killAt('eth_getTransactionReceipt');
    expect([await waiting(), await sent()]).toEqual([1, sentBefore]);
    const [intent, ...others] = await unfinished();
    expect([intent?.nonce, others]).toEqual([BigInt(sentBefore), []]);
    await on.client.mine({ blocks: 1 });
    await on.client.setAutomine(true);

    proxy.clear();
    const { code, tick } = await cli.run();
    expect([code, tick.status]).toEqual([0, 'idle']);
    expect(proxy.calls).not.toContain('eth_sendRawTransaction');
    await expectOnce(sentBefore, intent, ['idle', 'executing']);
  }));

test('between send and receipt, and it still waits for its block: the next start waits for it, too', () =>
  on.undone(async () => {
    const sentBefore = await sent();
    await on.client.setAutomine(false);
    await cli.killAt('eth_getTransactionReceipt');
    const [intent] = await unfinished();

    proxy.clear();
    const mine = () => on.client.mine({ blocks: 1 });
    const { code, tick } = await cli.run({ asked: 'eth_getTransactionReceipt', act: mine });
    await on.client.setAutomine(true);
    expect([code, tick.status]).toEqual([0, 'idle']);
    await expectOnce(sentBefore, intent, ['idle', 'executing']);
  }));

test('between send and receipt, and the node forgot it: the next start sends the same bytes again', () =>
  on.undone(async () => {
    const sentBefore = await sent();
    await on.client.setAutomine(false);
    await cli.killAt('eth_getTransactionReceipt');
    const [intent] = await unfinished();
    await on.client.dropTransaction({ hash: intent?.hash ?? '0x' });
    expect(await waiting()).toBe(0);
    await on.client.setAutomine(true);

    proxy.clear();
    const { code, tick } = await cli.run();
    expect([code, tick.status]).toEqual([0, 'idle']);
    expect(proxy.calls.filter((method) => method === 'eth_sendRawTransaction')).toHaveLength(1);
    await expectOnce(sentBefore, intent, ['idle', 'executing']);
  }));

test('between write-ahead and send: the next start sends what was written down', () =>
  on.undone(async () => {
    const sentBefore = await sent();
    proxy.fail({ kind: 'hang', method: 'eth_sendRawTransaction' });
    await cli.killAt('eth_sendRawTransaction');
    expect([await waiting(), await sent()]).toEqual([0, sentBefore]);
    const [intent, ...others] = await unfinished();
    expect([intent?.nonce, others]).toEqual([BigInt(sentBefore), []]);

    proxy.clear();
    const { code, tick } = await cli.run();
    expect([code, tick.status]).toEqual([0, 'idle']);
    await expectOnce(sentBefore, intent, ['idle', 'executing']);
  }));

test('between write-ahead and send, for so long that the batch has expired: a new one takes its nonce', () =>
  on.undone(async () => {
    const sentBefore = await sent();
    proxy.fail({ kind: 'hang', method: 'eth_sendRawTransaction' });
    await cli.killAt('eth_sendRawTransaction');
    const [expired] = await unfinished();
    await jump(on, { seconds: 181 });

    proxy.clear();
    const { code, tick } = await cli.run();
    expect([code, tick.status]).toEqual([0, 'confirmed']);
    expect(tick.transaction).not.toBe(expired?.hash);
    const intent = { ...expired, hash: tick.transaction } as TransactionIntent;
    await expectOnce(sentBefore, intent, ['confirmed', 'executing']);
    // Whoever still has the old bytes can do nothing with them.
    const request = { serializedTransaction: expired?.raw ?? '0x' } as const;
    await expect(on.client.sendRawTransaction(request)).rejects.toThrow(/nonce too low/i);
  }));
