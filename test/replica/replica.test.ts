import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeeperError } from '../../keeper/core/errors.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import type { BootedReplica } from '../../script/replica/bootReplica.ts';
import { connectReplica } from '../../script/replica/connectReplica.ts';
import { isReplica } from '../../script/replica/isReplica.ts';
import { feedAbi } from '../../script/replica/models/chainlink/feeds.ts';
import { mintWeth } from '../../script/replica/recipes/mintWeth.ts';
import { startAnvil } from '../../script/replica/startAnvil.ts';
import { startTestReplica } from '../support/replica.ts';

describe('a booted replica', () => {
  let replica: BootedReplica;
  beforeAll(async () => {
    replica = await startTestReplica();
  });
  afterAll(() => replica.stop());

  test('is a development node on loopback with chain id 1', async () => {
    expect(await replica.client.getChainId()).toBe(1);
    expect(await isReplica(replica.client)).toBe(true);
    expect(replica.rpcUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("has the machine's time and fresh feeds", async () => {
    const now = Math.floor(Date.now() / 1000);
    const { timestamp } = await replica.client.getBlock();
    expect(Math.abs(Number(timestamp) - now)).toBeLessThan(60);
    for (const address of [mainnet.ethUsdFeed, mainnet.stEthEthFeed]) {
      const feed = { address, abi: feedAbi, functionName: 'latestRoundData' } as const;
      const [, answer, , updatedAt] = await replica.client.readContract(feed);
      expect(answer).toBeGreaterThan(0n);
      expect(Math.abs(Number(updatedAt) - now)).toBeLessThan(60);
    }
  });

  test('answers for logs since genesis, though its past is not there', async () => {
    await mintWeth(replica, replica.accounts.stranger.address, 7n);
    const logs = await replica.client.getLogs({ fromBlock: 0n, address: mainnet.weth });
    expect(logs.map(({ data }) => BigInt(data))).toContain(7n);
  });

  test('mines a transaction of a development account', async () => {
    const { depositor, stranger } = replica.accounts;
    const hash = await replica.client.sendTransaction({ account: depositor, to: stranger.address, value: 1n });
    const receipt = await replica.client.waitForTransactionReceipt({ hash });
    expect(receipt.status).toBe('success');
  });

  test('boots a second time from the cache within two seconds', async () => {
    const start = performance.now();
    const second = await startTestReplica();
    const tookMs = performance.now() - start;
    await second.stop();
    expect(second.built).toBe(false);
    expect(second.manifest).toEqual(replica.manifest);
    expect(tookMs).toBeLessThan(2_000);
  });

  test("can keep the prepared state's clock", async () => {
    const second = await startTestReplica({ clock: 'state' });
    const { timestamp } = await second.client.getBlock();
    await second.stop();
    expect(Number(timestamp) % 604_800).toBe(0);
  });

  test('mines only when asked to, if told so', async () => {
    const quiet = await startTestReplica({ noMining: true });
    const { depositor, stranger } = quiet.accounts;
    const before = await quiet.client.getBlockNumber();
    const hash = await quiet.client.sendTransaction({ account: depositor, to: stranger.address, value: 1n });
    const pending = await quiet.client.getTransaction({ hash });
    expect(pending.blockNumber).toBeNull();
    await quiet.client.mine({ blocks: 1 });
    expect((await quiet.client.getTransactionReceipt({ hash })).blockNumber).toBe(before + 1n);
    await quiet.stop();
  });

  test('refuses a port that is taken, in one sentence that names it', async () => {
    const port = Number(new URL(replica.rpcUrl).port);
    const refusal = await startAnvil({ port }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(KeeperError);
    expect(refusal).toMatchObject({ kind: 'stop', shortMessage: expect.stringContaining(`port ${port}`) });
    expect(refusal).toMatchObject({ shortMessage: expect.stringContaining('taken') });
  });
});

describe('the node process', () => {
  test('is gone after stop()', async () => {
    const node = await startAnvil();
    await node.stop();
    await expect(node.client.getChainId()).rejects.toThrow();
  });

  // SIGTERM finds the handlers, SIGKILL the watching shell.
  test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)('ends when its parent gets %s', async (signal) => {
    const parent = spawn(process.execPath, ['--import', 'tsx', 'test/replica/startAndHang.ts'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const rpcUrl = await new Promise<string>((resolve) => {
      parent.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
    });
    const node = await connectReplica(rpcUrl);
    expect(await node.client.getChainId()).toBe(1);
    const ended = new Promise((resolve) => parent.once('exit', (_code, by) => resolve(by)));
    parent.kill(signal);
    expect(await ended).toBe(signal);
    await expect
      .poll(
        () =>
          node.client.getChainId().then(
            () => true,
            () => false,
          ),
        { timeout: 5_000 },
      )
      .toBe(false);
  });
});

describe('connecting to a replica', () => {
  test('refuses an endpoint that is not on this machine', async () => {
    await expect(connectReplica('http://192.0.2.1:8545')).rejects.toMatchObject({ kind: 'stop' });
    await expect(connectReplica('not a url')).rejects.toMatchObject({ kind: 'stop' });
  });

  test('says that trying again helps when nothing answers', async () => {
    await expect(connectReplica('http://127.0.0.1:9')).rejects.toMatchObject({ kind: 'retry' });
  });
});

describe('a program that starts a node', () => {
  test('ends by itself once it has stopped it', async () => {
    const script =
      "import { startAnvil } from './script/replica/startAnvil.ts'; const node = await startAnvil(); await node.stop(); console.log('done');";
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ]);
    expect(stdout.trim()).toBe('done');
  });
});
