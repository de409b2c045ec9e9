import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectRefusal } from './support/expectRefusal.ts';
import { type CliWorld, startCliWorld } from './support/world.ts';

let world: CliWorld;
beforeAll(async () => {
  world = await startCliWorld();
});
afterAll(() => world.stop());

const one = 10n ** 18n;

async function data(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await world.cli([...args, '--json']);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

test('shares wait, are served in order, claimed, and taken back', async () => {
  await data('deposit', '20');
  expectRefusal(await world.cli(['queue', 'push']), 2, /Nothing was sent: nobody waits/);
  const { queue } = world.deployment;
  const requested = await world.cli(['queue', 'request', '10', '--json']);
  expect(requested.stderr).toMatch(/`npx ballast withdraw --shares 10` does not wait\./);
  expect(JSON.parse(requested.stdout)).toMatchObject({
    queue: queue.address,
    request: 1,
    shares: `${10n * one}`,
  });
  const waiting = { request: 1, pendingShares: `${10n * one}`, claimableShares: '0', claimableAssets: '0' };
  expect(await data('queue')).toMatchObject({ waitingShares: `${10n * one}`, nextRequest: 1, requests: [waiting] });

  const before = await world.footprint();
  expectRefusal(await world.cli(['queue', 'claim', '1']), 1, /nothing of request 1 has been served yet/);
  expectRefusal(await world.cli(['queue', 'cancel', '1', '--account', 'stranger']), 2, /request 1 belongs to 0x/);
  expectRefusal(await world.cli(['queue', 'cancel', '2']), 2, /request 2 does not wait in the queue/);
  expectRefusal(await world.cli(['queue', 'request', '11']), 2, /holds 10\.\d+ shares and cannot queue 11/);
  expectRefusal(await world.cli(['queue', 'request', '0.0001']), 2, /must have at least/);
  expect(await world.footprint()).toBe(before);

  const pushed = await data('queue', '--account', 'stranger', 'push');
  expect(pushed).toMatchObject({
    account: world.node.accounts.stranger.address,
    shares: `${10n * one}`,
    waitingShares: '0',
  });
  expectRefusal(await world.cli(['queue', 'cancel', '1']), 2, /all of request 1 has been served/);
  const claimed = await data('queue', 'claim', '1');
  expect(claimed).toMatchObject({ request: 1, shares: `${10n * one}`, pendingShares: '0' });
  expect(BigInt(String(pushed.assets)) - BigInt(String(claimed.assets))).toBeLessThanOrEqual(3n);

  expect(await data('queue', 'request', 'max')).toMatchObject({ request: 2, shares: `${10n * one}` });
  expect(await data('queue', 'cancel', '2')).toMatchObject({ request: 2, shares: `${10n * one}` });
  expect(await data('queue', 'list')).toMatchObject({ waitingShares: '0', requests: [] });
}, 240_000);
