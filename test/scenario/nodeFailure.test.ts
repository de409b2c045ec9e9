import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KeeperError } from '../../keeper/core/errors.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { type Fault, type RpcProxy, startRpcProxy } from '../support/rpcProxy.ts';
import type { ScenarioKeeper } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const wad = 10n ** 18n;

let on: LeveredVault;
let proxy: RpcProxy;
let keeper: ScenarioKeeper;
beforeAll(async () => {
  on = await startLeveredVault();
  proxy = await startRpcProxy(on.rpcUrl);
  await jump(on, { seconds: 3_600 });
  // The worst moment for a node to die: a slash that must be restored.
  await rebase(on, { bps: -500 });
});
afterAll(async () => {
  await proxy?.stop();
  await on?.stop();
});
beforeEach(async () => {
  keeper = await on.startKeeper({ rpcUrl: proxy.url, memory: on.memory });
  proxy.clear();
});
afterEach(() => proxy.clear());

const sent = () => on.client.getTransactionCount({ address: on.accounts.keeper.address });
const account = () => ({ chainId: 1, sender: on.accounts.keeper.address });
const timesAsked = (method: string) => proxy.calls.filter((call) => call === method).length;

/** Exactly one transaction has restored the loop since `sentBefore`, and the journal leaves nothing open. */
async function expectRestoredOnce(sentBefore: number): Promise<void> {
  const after = await readPosition(on);
  expect(apartBps(after.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
  expect(after.batches).toBe(2n);
  expect(await sent()).toBe(sentBefore + 1);
  expect(await on.journal.unfinished(account())).toEqual([]);
}

const faults: readonly (readonly [string, Fault])[] = [
  ['drops the connection', { kind: 'drop' }],
  ['cuts the answer off', { kind: 'truncate' }],
  ['answers 503', { kind: 'status', status: 503 }],
];
/** Each request of a tick up to the signature, with what it is for. */
const steps = [
  ['finding the block', 'eth_getBlockByNumber'],
  ['the observation', 'eth_call'],
  ['the simulation', 'eth_estimateGas'],
  ['the account’s nonce', 'eth_getTransactionCount'],
] as const;

describe.each(faults)('the node %s', (_, fault) => {
  test.each(steps)(
    'at %s: the tick ends as one to try again, nothing is sent, and the next one acts',
    (_step, method) =>
      on.undone(async () => {
        const sentBefore = await sent();
        proxy.fail({ ...fault, method, times: 1 });
        const error = await keeper.tick().catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(KeeperError);
        expect(error).toMatchObject({ kind: 'retry' });
        expect(String(error)).not.toMatch(/127\.0\.0\.1|http/);
        expect(timesAsked('eth_sendRawTransaction')).toBe(0);
        expect([await sent(), (await readPosition(on)).batches]).toEqual([sentBefore, 1n]);
        const [recorded] = await on.journal.recentTicks({ chainId: 1, vault: on.vault }, 1);
        // A tick that never found its block has nothing to record.
        if (method !== 'eth_getBlockByNumber') expect(recorded?.status).toBe('failed');

        expect((await keeper.tick()).outcome.status).toBe('confirmed');
        expect(timesAsked('eth_sendRawTransaction')).toBe(1);
        await expectRestoredOnce(sentBefore);
        expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
      }),
  );
});

describe('the node dies when it is handed the transaction', () => {
  test.each([
    ['before it got it', { kind: 'drop' }],
    ['after it got it', { kind: 'forwardThenDrop' }],
  ] as const)('%s: the same tick finds the truth, and there is one transaction', (_, fault) =>
    on.undone(async () => {
      const sentBefore = await sent();
      proxy.fail({ ...fault, method: 'eth_sendRawTransaction', times: 1 });
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(keeper.lines.filter(({ msg }) => msg === 'transaction.signed')).toHaveLength(1);
      expect(keeper.lines.map(({ msg }) => msg)).toContain('transaction.unclear');
      await expectRestoredOnce(sentBefore);
    }),
  );

  test('and stays dead: the keeper that starts after it finds the transaction on the chain and signs nothing', () =>
    on.undone(async () => {
      const sentBefore = await sent();
      const stop = new AbortController();
      const first = await on.startKeeper({ rpcUrl: proxy.url, memory: on.memory, signal: stop.signal });
      proxy.fail({ kind: 'forwardThenDrop', method: 'eth_sendRawTransaction' });
      for (const method of ['eth_getTransactionReceipt', 'eth_blockNumber']) proxy.fail({ kind: 'drop', method });
      setTimeout(() => stop.abort(), 300);
      const entry = await first.tick();
      expect(entry.outcome.status).toBe('unknown');
      expect(await on.journal.unfinished(account())).toHaveLength(1);
      proxy.clear();

      const second = await on.startKeeper({ rpcUrl: proxy.url, memory: first.memory });
      const next = await second.tick();
      expect(next.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(next)).toMatch(
        /^health hold: Stressed health factor 1\.083 is over the trigger 1\.040 at 5\.00x\./,
      );
      expect(second.lines.map(({ msg }) => msg)).not.toContain('transaction.signed');
      expect(timesAsked('eth_sendRawTransaction')).toBe(0);
      await expectRestoredOnce(sentBefore);
    }));
});
