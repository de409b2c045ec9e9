import { access } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliWorld, startCliWorld } from './support/world.ts';

let world: CliWorld;
beforeAll(async () => {
  world = await startCliWorld();
});
afterAll(() => world.stop());

const wei = /^-?\d+$/;
const one = 10n ** 18n;

/** Runs a command that must succeed, and returns the one object that it prints. */
async function data(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await world.cli([...args, '--json']);
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('deploying again under the same name finds the vault and sends nothing', async () => {
  const before = await world.footprint();
  const deployment = await data('deploy');
  expect(deployment).toMatchObject({ chainId: 1, replica: true, vault: world.deployment.vault });
  await access(String(deployment.record));
  expect(await world.footprint()).toBe(before);
});

test('from deposit to rebalance to withdrawal', async () => {
  const { address: vault } = world.deployment.vault;
  const asset = world.deployment.asset;

  const deposited = await data('deposit', '100');
  expect(deposited).toMatchObject({ vault, asset, assets: `${100n * one}`, shares: `${100n * one}` });
  expect(await allowance()).toBe(0n);

  const planned = await data('plan');
  expect(planned).toMatchObject({ vault, simulation: { status: 'ok' }, decision: { actions: [{ kind: 'deploy' }] } });

  const dry = await data('run', '--once');
  expect(dry).toMatchObject({ live: false, status: 'dryRun', transaction: null });
  const live = await data('run', '--once', '--live');
  expect(live).toMatchObject({
    live: true,
    status: 'confirmed',
    transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/),
  });

  const status = await data('status');
  expect(status).toMatchObject({
    vault,
    asset,
    chainId: 1,
    lastDecision: { status: 'confirmed', transaction: live.transaction },
  });
  for (const field of ['totalAssets', 'sharePrice', 'idle', 'par', 'market']) expect(status[field]).toMatch(wei);
  const [loop] = status.strategies as [Record<string, string>];
  expect(loop.name).toBe('aave-v3-loop');
  expect(BigInt(loop.leverage ?? 0)).toBeGreaterThan(4n * one);
  expect(BigInt(loop.healthFactor ?? 0)).toBeGreaterThan(BigInt(loop.healthFloor ?? 0));
  expect(BigInt(loop.eth ?? 0)).toBeLessThan(0n);
  const reserves = status.reserves as readonly { symbol: string; borrowed: string }[];
  expect(reserves.map(({ symbol }) => symbol).sort()).toEqual(['WETH', 'wstETH']);
  // The market owes at least what our loop owes it.
  const weth = reserves.find(({ symbol }) => symbol === 'WETH');
  expect(BigInt(weth?.borrowed ?? 0)).toBeGreaterThan(-BigInt(loop.eth ?? 0));

  const withdrawn = await data('withdraw', '5');
  expect(withdrawn).toMatchObject({ vault, assets: `${5n * one}` });
  const redeemed = await data('withdraw', '--shares', '2');
  expect(redeemed).toMatchObject({ shares: `${2n * one}` });
  const { code, stderr } = await world.cli(['withdraw', '--all']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/can raise wstETH for [\d.]+ of them without a loss/);

  async function allowance(): Promise<bigint> {
    const { erc20Abi } = await import('viem');
    const args = [world.node.accounts.depositor.address, vault] as const;
    return world.node.client.readContract({ address: asset, abi: erc20Abi, functionName: 'allowance', args });
  }
}, 120_000);

test('without --json the same commands speak to people, and data stays off stderr', async () => {
  const { code, stdout, stderr } = await world.cli(['status']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/total assets +share price/);
  expect(stdout).toMatch(/aave-v3-loop/);
  expect(stdout).toMatch(/Last decision: confirmed/);
});

test('the doctor finds nothing to complain of, and says what it looked at', async () => {
  const { ok, checks } = (await data('doctor')) as { ok: boolean; checks: readonly { name: string; status: string }[] };
  expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(ok).toBe(true);
  const names = checks.map(({ name }) => name);
  for (const name of ['node', 'forge', 'rpc', 'chain', 'vault', 'market rate', 'keeper role', 'keeper gas', 'journal'])
    expect(names).toContain(name);
});

test('the doctor calls a fault a fault', async () => {
  const silent = await world.cli(['doctor', '--json', '--rpc', 'http://127.0.0.1:9']);
  expect(silent.code).toBe(2);
  const checks = (JSON.parse(silent.stdout) as { checks: readonly { name: string; status: string; message: string }[] })
    .checks;
  expect(checks.at(-1)).toMatchObject({
    status: 'fail',
    message: expect.stringMatching(/No node answers.*ballast replica/),
  });

  const powerless = await world.cli(['doctor', '--json', '--account', 'stranger']);
  expect(powerless.code).toBe(2);
  expect(powerless.stdout).toContain('may not run batches');
});

test('a scenario moves the world and tells what it changed', async () => {
  const { scenarios } = (await data('scenario', '--list')) as { scenarios: readonly { name: string }[] };
  expect(scenarios.map(({ name }) => name)).toContain('discount');
  const moved = await data('scenario', 'discount', '--bps', '100');
  expect(moved).toMatchObject({ scenario: 'discount', spotDiscountBps: 100 });
});
