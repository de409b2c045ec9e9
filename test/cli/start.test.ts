import { randomUUID } from 'node:crypto';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pause } from '../../keeper/runner/pause.ts';
import { type MarkedProcess, processesWith } from './support/processesWith.ts';
import { runCli } from './support/runCli.ts';

let folder: string;
let mark: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-start-'));
  mark = randomUUID();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const env = () => ({ BALLAST_DATA_DIR: folder, BALLAST_TEST_MARK: mark });
const linux = process.platform === 'linux';
if (!linux) console.warn('Skipped: whether start leaves a process behind is read from /proc, which only Linux has.');

/** A watchdog may need a moment to see that its master has gone. */
async function leftovers(): Promise<readonly MarkedProcess[]> {
  let found = await processesWith(`BALLAST_TEST_MARK=${mark}`);
  for (let tries = 0; found.length > 0 && tries < 20; tries++) {
    await pause(100);
    found = await processesWith(`BALLAST_TEST_MARK=${mark}`);
  }
  return found;
}

const wei = expect.stringMatching(/^-?\d+$/);

test('start --once prints one object about the first confirmed rebalance and leaves nothing behind', async () => {
  let seen: readonly MarkedProcess[] = [];
  const { code, stdout, stderr } = await runCli(['start', '--once'], {
    env: env(),
    onOutput: async () => {
      const running = linux ? await processesWith(`BALLAST_TEST_MARK=${mark}`) : [];
      if (running.length > seen.length) seen = running;
    },
  });
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const result = JSON.parse(stdout) as { strategies: { leverage: string }[]; decision: { reasons: string[] } };
  expect(result).toEqual({
    chainId: 1,
    blockNumber: expect.any(Number),
    vault: expect.stringMatching(/^0x[0-9a-fA-F]{40}$/),
    totalAssets: wei,
    ...{ bidPrice: wei, sharePrice: wei },
    ...{ riskUpAvailable: wei, riskDownAvailable: `${3n * 10n ** 16n}` },
    strategies: [{ name: 'aave-v3-loop', lst: wei, eth: wei, healthFactor: wei, leverage: wei }],
    decision: { actions: [expect.objectContaining({ kind: 'deploy' })], reasons: expect.any(Array) },
    transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/),
  });
  expect(BigInt(result.strategies[0]?.leverage ?? 0)).toBeGreaterThan(4n * 10n ** 18n);
  expect(result.decision.reasons.join()).toMatch(/LST to work/);
  // The balance sheet is for people.
  expect(stderr).toMatch(/total assets, LST +bid per share/);

  // Neither the journal nor the record of a chain that is gone.
  expect(await readdir(join(folder, 'development'))).toEqual([]);
  if (!linux) return;
  // The look must be able to find them: while it ran, a node and a database did as well.
  const commands = seen.map(({ command }) => command).join();
  expect(commands).toMatch(/anvil/);
  expect(commands).toMatch(/postgres/);
  expect(await leftovers()).toEqual([]);
}, 120_000);

test('Ctrl-C ends start in order: exit code 0, everything stopped, the record kept', async () => {
  let interrupted = false;
  const { code, stdout, stderr } = await runCli(['start'], {
    env: env(),
    onOutput: ({ stdout: text, pid }) => {
      // The tick after the rebalance, which brings the balance sheet with it.
      if (interrupted || !/idle/.test(text)) return;
      interrupted = true;
      process.kill(pid, 'SIGINT');
    },
  });
  expect([code, interrupted], stderr).toEqual([0, true]);
  const ticks = stdout.trim().split('\n');
  expect(ticks[0]).toMatch(/^\d\d:\d\d:\d\d #\d+ +confirmed .*lever up by/);
  expect(ticks[1]).toMatch(/ idle +bid per share \d\.\d{6} /);
  expect(stdout).toMatch(/^total assets, LST +bid per share.*\n.*\n\nstrategy +LST/m);
  const [place = ''] = await readdir(join(folder, 'development'));
  await access(join(folder, 'development', place, 'deployments', '1-wsteth.json'));
  if (linux) expect(await leftovers()).toEqual([]);
}, 120_000);

test('Ctrl-C while the contracts are being compiled is called that, and ends the compiler', async () => {
  const fresh = { FOUNDRY_OUT: join(folder, 'out'), FOUNDRY_CACHE_PATH: join(folder, 'cache') };
  let interrupted = false;
  const { code, stderr, stdout } = await runCli(['start'], {
    env: { ...env(), ...fresh },
    onOutput: ({ stderr: text, pid }) => {
      if (interrupted || !/Compiling/.test(text)) return;
      interrupted = true;
      process.kill(pid, 'SIGINT');
    },
  });
  expect([code, stdout, interrupted], stderr).toEqual([1, '', true]);
  expect(stderr).toMatch(/ballast: Interrupted while the contracts were being compiled/);
  expect(stderr).not.toMatch(/do not compile/);
  if (linux) expect(await leftovers()).toEqual([]);
}, 120_000);

test.runIf(linux)(
  'a node that dies takes start with it, which says so and may be tried again',
  async () => {
    let killed: Promise<void> | undefined;
    const { code, stderr } = await runCli(['start'], {
      env: env(),
      onOutput: ({ stdout }) => {
        if (/idle/.test(stdout)) killed ??= killNode();
      },
    });
    await killed;
    expect(code, stderr).toBe(1);
    expect(stderr).toMatch(/ballast: No node answers at http:\/\/127\.0\.0\.1:\d+\./);
    expect(await leftovers()).toEqual([]);

    async function killNode(): Promise<void> {
      const node = (await processesWith(`BALLAST_TEST_MARK=${mark}`)).find(
        ({ command }) => /anvil/.test(command) && !/^sh /.test(command),
      );
      if (node === undefined) throw new Error('There is no node to kill.');
      process.kill(node.pid, 'SIGKILL');
    }
  },
  120_000,
);

test('a port that is taken is said so, and nothing is started', async () => {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, stderr, stdout } = await runCli(['start', '--once', '--port', `${port}`], { env: env() });
  server.close();
  expect([code, stdout]).toEqual([2, '']);
  // Said before anything is compiled or booted.
  expect(stderr).toMatch(/^ballast: .*found the port taken.*--port.*\n$/);
  if (linux) expect(await leftovers()).toEqual([]);
}, 60_000);
