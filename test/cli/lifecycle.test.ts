import { access } from 'node:fs/promises';
import { erc20Abi } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { expectRefusal } from './support/expectRefusal.ts';
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
  const { reasons } = planned.decision as { reasons: readonly object[] };
  expect(reasons).toContainEqual(
    expect.objectContaining({ rule: 'allocate', verdict: 'act', text: expect.any(String) }),
  );

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
    lastDecision: { status: 'confirmed', transaction: live.transaction, blockNumber: expect.any(Number) },
    blockNumber: expect.any(Number),
    discountBps: expect.any(Number),
  });
  for (const field of ['totalAssets', 'bidPrice', 'idle', 'par', 'market']) expect(status[field]).toMatch(wei);
  expect(status.sharePrice).toBe(status.bidPrice);
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
  expect(withdrawn).toMatchObject({ vault, assets: `${5n * one}`, haircutBps: expect.any(Number) });
  const redeemed = await data('withdraw', '--shares', '2');
  expect(redeemed).toMatchObject({ shares: `${2n * one}` });
  const otherWays = /without a loss\. .*`npx ballast queue request <shares>` or .*`npx ballast exit <shares>`\./;
  const all = await world.cli(['withdraw', '--all']);
  expectRefusal(all, 1, /cannot be redeemed now: the vault can raise wstETH for [\d.]+ of them/);
  expect(all.stderr).toMatch(otherWays);
  const much = await world.cli(['withdraw', '50']);
  expectRefusal(much, 1, /50\.0000 wstETH cannot be withdrawn now: at most [\d.]+ can/);
  expect(much.stderr).toMatch(otherWays);
  // What the shares are not worth at all does not come with time.
  expectRefusal(
    await world.cli(['withdraw', '500']),
    2,
    /cannot be withdrawn: the account's shares are worth [\d.]+\./,
  );

  async function allowance(): Promise<bigint> {
    const args = [world.node.accounts.depositor.address, vault] as const;
    return world.node.client.readContract({ address: asset, abi: erc20Abi, functionName: 'allowance', args });
  }
}, 120_000);

test('without --json the same commands speak to people, and data stays off stderr', async () => {
  const { code, stdout, stderr } = await world.cli(['status']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/total assets, LST +bid per share/);
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

test('the doctor calls a fault a fault, and a silent node one that may pass', async () => {
  const silent = await world.cli(['doctor', '--json', '--rpc', 'http://127.0.0.1:9']);
  expect(silent.code).toBe(1);
  const checks = (JSON.parse(silent.stdout) as { checks: readonly { name: string; status: string; message: string }[] })
    .checks;
  expect(checks.map(({ name, status }) => `${name} ${status}`)).toContain('settings ok');
  expect(checks.at(-1)).toMatchObject({
    name: 'rpc',
    status: 'fail',
    message: expect.stringMatching(/No node answers.*ballast replica/),
  });

  const powerless = await world.cli(['doctor', '--json', '--account', 'stranger']);
  expect(powerless.code).toBe(2);
  expect(powerless.stdout).toContain('may not run batches');
});

test('whom the vault cannot pay leaves at his own cost, within his own bounds', async () => {
  const before = await world.footprint();
  expectRefusal(await world.cli(['exit', '1000']), 2, /holds [\d.]+ shares and cannot leave with 1,000\./);
  expectRefusal(await world.cli(['exit', '10', '--min', '11']), 1, /Nothing was sent: .* under the 11\.0000 of --min/);
  const dear = /Nothing was sent: leaving now costs \d+\.\d\d bps .* over the 0 bps of --max-haircut-bps/;
  expectRefusal(await world.cli(['exit', '10', '--max-haircut-bps', '0']), 1, dear);
  expect(await world.footprint()).toBe(before);

  const left = await data('exit', '10', '--max-haircut-bps', '200');
  expect(left).toMatchObject({ vault: world.deployment.vault.address, shares: `${10n * one}` });
  const [assets, bid, par] = [left.assets, left.bidAssets, left.parAssets].map((amount) => BigInt(String(amount)));
  expect(assets).toBeLessThanOrEqual(bid ?? 0n);
  expect(bid).toBeLessThanOrEqual(par ?? 0n);
  expect(assets).toBeGreaterThan((98n * (par ?? 0n)) / 100n);
  expect(left.haircutBps).toBeGreaterThan(0);
}, 60_000);

test('a scenario moves the world and tells what it changed', async () => {
  const { scenarios } = (await data('scenario', '--list')) as { scenarios: readonly { name: string }[] };
  expect(scenarios.map(({ name }) => name)).toContain('discount');
  const moved = await data('scenario', '--rpc', world.node.rpcUrl, 'discount', '--bps', '100');
  expect(moved).toMatchObject({ scenario: 'discount', spotDiscountBps: 100 });
});

test('a deposit that rounds to no share is refused before its approval', async () => {
  // A share is worth more than one wstETH by now, so that one wei buys none.
  const before = await world.footprint();
  expectRefusal(await world.cli(['deposit', '0.000000000000000001']), 2, /Nothing was sent: .* would buy no shares/);
  expect(await world.footprint()).toBe(before);
});

test('where the second of two transactions is refused, it says which of them was sent', async () => {
  const { client, rpcUrl, accounts } = world.node;
  const vault = world.deployment.vault.address;
  const sender = createSender(client, rpcUrl, accounts.depositor);
  const refused = { to: vault, abi: lstVaultAbi, functionName: 'deposit', args: [10n ** 30n, sender.address] };
  await expect(sender.send({ ...refused, what: 'deposit' })).rejects.toThrow(/^Nothing was sent: deposit from /);
  const approve = { to: world.deployment.asset, abi: erc20Abi, functionName: 'approve', args: [vault, 0n] };
  await sender.send({ ...approve, what: 'approval' });
  await expect(sender.send({ ...refused, what: 'deposit' })).rejects.toThrow(
    /^The deposit was not sent \(the approval was\): /,
  );
});

test('far under par the keeper tells of the peg, the doctor warns, and nobody leaves at a loss unasked', async () => {
  const moved = await data('scenario', 'discount', '--bps', '300', '--wait', '1800');
  expect(moved).toMatchObject({ blockNumber: expect.any(Number), twapDiscountBps: expect.any(Number) });

  const tick = await world.cli(['run', '--once']);
  expect(tick.stdout).toMatch(/ idle .*No new leverage: the market is \d+ bps under par/);
  const { ok, checks } = (await data('doctor')) as { ok: boolean; checks: readonly Record<string, string>[] };
  expect(ok).toBe(true);
  expect(checks).toContainEqual({
    name: 'market rate',
    status: 'warn',
    message: expect.stringMatching(/bps under par and over the 50 bps of peg\.maxDiscountBps/),
  });

  const before = await world.footprint();
  for (const wish of [['0.2'], ['--shares', '0.2']]) {
    const words = /Nothing was sent: leaving now costs \d+\.\d\d bps .* over the 100 bps of --max-haircut-bps/;
    expectRefusal(await world.cli(['withdraw', ...wish]), 1, words);
  }
  expect(await world.footprint()).toBe(before);
  const queued = await world.cli(['queue', 'request', '0.2']);
  expect(queued.code, queued.stderr).toBe(0);
  expect(queued.stderr).toMatch(/could pay these shares now, at \d+\.\d\d bps under par; the queue waits until/);
  expect(queued.stderr).not.toMatch(/withdraw --shares/);
  const allowed = await data('withdraw', '0.2', '--max-haircut-bps', '5000');
  expect(allowed.assets).toBe(`${one / 5n}`);
  expect(allowed.haircutBps).toBeGreaterThan(500);
}, 120_000);
