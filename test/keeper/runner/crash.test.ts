import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { recover } from '../../../keeper/execute/recover.ts';
import { runOnce } from '../../../keeper/runner/runOnce.ts';
import { projectRoot } from '../../../script/toolchain/projectRoot.ts';
import { type RpcProxy, type Rule, startRpcProxy } from '../../support/rpcProxy.ts';
import { createDataDir, startKeeper } from '../support/startKeeper.ts';
import { startVault, type VaultOnReplica } from '../support/startVault.ts';

let on: VaultOnReplica;
let proxy: RpcProxy;
let clean: `0x${string}`;
let dataDir: string;

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
  dataDir = await createDataDir();
});
afterEach(async () => {
  proxy.clear();
  await on.client.revert({ id: clean });
  await rm(dataDir, { recursive: true, force: true });
});

const start = (): ChildProcess => {
  const script = join(projectRoot, 'test/keeper/support/keeperProcess.ts');
  const args = ['--import', 'tsx', script, proxy.url, on.vault, dataDir];
  return spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Runs a keeper in its own process and kills it, without a chance to clean up, when it makes the request. */
async function killAt(method: string, rule: Rule): Promise<void> {
  proxy.fail(rule);
  const child = start();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (const end = Date.now() + 30_000; !proxy.calls.includes(method); ) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`The keeper never asked for ${method}.`);
    await new Promise((wake) => setTimeout(wake, 2));
  }
  child.kill('SIGKILL');
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
  proxy.clear();
}

const nonceOfKeeper = () => on.client.getTransactionCount({ address: on.accounts.keeper.address });
const batchesRun = () =>
  on.client.readContract({ address: on.vault, abi: lstVaultAbi, functionName: 'rebalanceNonce' });

const points: readonly (readonly [string, string, Rule, bigint])[] = [
  ['written down, not sent', 'eth_sendRawTransaction', { method: 'eth_sendRawTransaction', kind: 'hang' }, 0n],
  [
    'sent, the answer not heard',
    'eth_getTransactionReceipt',
    { method: 'eth_getTransactionReceipt', kind: 'hang' },
    1n,
  ],
];

test.each(points)(
  'killed when the transaction was %s: one transaction, found by the next start',
  async (_, method, rule, ranAlready) => {
    const before = await nonceOfKeeper();
    await killAt(method, rule);
    expect(await batchesRun()).toBe(ranAlready);

    const next = await startKeeper(on, { dataDir });
    try {
      const account = { chainId: 1, sender: on.accounts.keeper.address };
      const [intent, ...others] = await next.journal.unfinished(account);
      expect(others).toEqual([]);
      const [found] = await recover(next.execution);
      expect(found?.outcome).toMatchObject({ status: 'confirmed', hash: intent?.hash });
      expect(next.lines.map(({ msg }) => msg)).not.toContain('transaction.signed');
      const entry = await runOnce(next.world, next.options);
      expect(entry.outcome.status).toBe('idle');
      expect(await batchesRun()).toBe(1n);
      expect(await nonceOfKeeper()).toBe(before + 1);
      expect(await next.journal.unfinished(account)).toEqual([]);
      const ticks = await next.journal.recentTicks({ chainId: 1, vault: on.vault }, 5);
      expect(ticks.map(({ status }) => status)).toEqual(['idle', 'executing']);
    } finally {
      await next.stop();
    }
  },
);

test('killed before anything was written down: nothing is left behind, and the next start acts', async () => {
  await killAt('eth_estimateGas', { method: 'eth_estimateGas', kind: 'hang' });
  const next = await startKeeper(on, { dataDir });
  try {
    expect(await recover(next.execution)).toEqual([]);
    expect((await runOnce(next.world, next.options)).outcome.status).toBe('confirmed');
    expect(await batchesRun()).toBe(1n);
  } finally {
    await next.stop();
  }
});
