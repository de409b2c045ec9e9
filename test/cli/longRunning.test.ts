import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPublicClient, http } from 'viem';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../keeper/cli/process/freePort.ts';
import { pause } from '../../keeper/runner/pause.ts';
import { processesWith } from './support/processesWith.ts';
import { runCli } from './support/runCli.ts';
import { startCliWorld } from './support/world.ts';

let folder: string;
let mark: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-long-'));
  mark = randomUUID();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function expectNothingLeft(): Promise<void> {
  if (process.platform !== 'linux')
    return console.warn('Skipped: leftover processes are looked for in /proc, which only Linux has.');
  for (let tries = 0; tries < 20 && (await processesWith(`BALLAST_TEST_MARK=${mark}`)).length > 0; tries++)
    await pause(100);
  expect(await processesWith(`BALLAST_TEST_MARK=${mark}`)).toEqual([]);
}

test('replica answers until it is interrupted, mines by itself, and takes its node with it', async () => {
  const port = await freePort(21_590);
  if (port === undefined) throw new Error('Port 21590 is taken on this machine; the test needs it.');
  const rpcUrl = `http://127.0.0.1:${port}`;
  let asked: Promise<void> | undefined;
  const { code, stdout, stderr } = await runCli(['replica', '--port', `${port}`, '--block-time', '1', '--json'], {
    env: { BALLAST_TEST_MARK: mark },
    onOutput: ({ stdout: text, pid }) => {
      if (text !== '' && asked === undefined)
        asked = waitForBlocks(JSON.parse(text).blockNumber).finally(() => process.kill(pid, 'SIGINT'));
    },
  });
  await asked;
  expect(code, stderr).toBe(0);
  const answer = JSON.parse(stdout) as { manifest: readonly { source: string; codeHash: string }[] };
  expect(answer).toMatchObject({ rpcUrl, chainId: 1 });
  expect(answer.manifest.length).toBeGreaterThan(10);
  for (const entry of answer.manifest) expect(entry.source).toMatch(/^(exact|code|model|overlay)$/);
  await expectNothingLeft();

  async function waitForBlocks(first: number): Promise<void> {
    const client = createPublicClient({ transport: http(rpcUrl) });
    for (let tries = 0; tries < 100; tries++) {
      if ((await client.getBlockNumber({ cacheTime: 0 })) >= first + 2) return;
      await pause(100);
    }
    throw new Error('The replica mined no blocks.');
  }
}, 60_000);

test('run ticks on each block, one object a line, until it is interrupted', async () => {
  const world = await startCliWorld();
  try {
    let mining: Promise<void> | undefined;
    let interrupted = false;
    const run = await world.cli(['run', '--json', '--config', await everyBlock(world.folder)], {
      env: { BALLAST_TEST_MARK: mark },
      onOutput: ({ stdout, pid }) => {
        const lines = stdout.split('\n').length - 1;
        if (lines === 1)
          mining ??= world.node.client.increaseTime({ seconds: 20 }).then(() => world.node.client.mine({ blocks: 1 }));
        if (lines < 2 || interrupted) return;
        interrupted = true;
        process.kill(pid, 'SIGINT');
      },
    });
    await mining;
    expect(run.code, run.stderr).toBe(0);
    const ticks = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { blockNumber: number; live: boolean });
    expect(ticks).toHaveLength(2);
    expect(ticks.map(({ live }) => live)).toEqual([false, false]);
    expect(ticks[1]?.blockNumber).toBe((ticks[0]?.blockNumber ?? 0) + 1);
    await expectNothingLeft();
  } finally {
    await world.stop();
  }
}, 60_000);

async function everyBlock(at: string): Promise<string> {
  const { writeFile } = await import('node:fs/promises');
  const path = join(at, 'ballast.toml');
  await writeFile(path, '[keeper]\nintervalSeconds = 1\n');
  return path;
}
