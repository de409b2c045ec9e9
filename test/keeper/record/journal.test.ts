import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeCluster } from '../../../keeper/record/embedded/placeCluster.ts';
import { readPostmaster } from '../../../keeper/record/embedded/readPostmaster.ts';
import { openJournal } from '../../../keeper/record/openJournal.ts';
import type { Entry, Journal, TransactionIntent } from '../../../keeper/record/types.ts';
import { projectRoot } from '../../../script/toolchain/projectRoot.ts';

const vault = '0xAbCdEf0000000000000000000000000000000001';
const sender = '0xAbCdEf0000000000000000000000000000000002';
const hash = (digit: string) => `0x${digit.repeat(64)}` as const;
const account = { chainId: 1, sender } as const;

const intent = (digit: string, nonce: bigint, decision = digit): TransactionIntent => ({
  ...{ hash: hash(digit), raw: `0x02${digit}${digit}`, chainId: 1, vault, sender, nonce, batchNonce: 2n ** 63n },
  ...{ decisionHash: hash(decision), deadline: 1_800_000_000n, gasLimit: 10n ** 6n },
  ...{ maxFeePerGasWei: 10n ** 30n, priorityFeePerGasWei: 1n, block: { number: 7n, hash: hash('b') } },
});
const confirmed = (digit: string, blockNumber = 8n) =>
  ({
    status: 'confirmed',
    hash: hash(digit),
    blockNumber,
    blockHash: hash('c'),
    gasUsed: 1n,
    effectiveGasPriceWei: 2n,
  }) as const;

const memory = {
  rateObservations: [{ timestamp: 5n, parWad: 2n ** 80n }],
  lowCarrySince: [{ strategy: vault, since: 3n }],
  lastBatch: { nonce: 1n, seenAt: 4n },
} as const;
const entry = (id: number, outcome: Entry['outcome']): Entry => ({
  ...{ id: `00000000-0000-4000-8000-00000000000${id}`, chainId: 1, vault, live: true, outcome },
  block: { number: BigInt(id), hash: hash(`${id}`), timestamp: 100n },
  decision: { actions: [], memory, reasons: [{ rule: 'health', verdict: 'hold', text: 'All is well.', facts: {} }] },
  durationsMs: { total: 1.5 },
});

let dataDir: string;
let journal: Journal;
const others: Journal[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ballast-journal-'));
  // So that the server's user gets in where this is root; else the files would be kept elsewhere, and stay.
  await chmod(dataDir, 0o755);
  journal = await openJournal({ dataDir });
});
afterEach(async () => {
  for (const one of [journal, ...others.splice(0)]) await one.close().catch(() => undefined);
  await rm(dataDir, { recursive: true, force: true });
});
const again = async () => {
  const other = await openJournal({ dataDir });
  others.push(other);
  return other;
};
const server = async () => readPostmaster((await placeCluster(dataDir)).folder);

describe('transactions', () => {
  test('what was written ahead is read back whole by another program', async () => {
    await journal.beginTransaction(intent('1', 5n));
    const [read] = await (await again()).unfinished(account);
    expect(read).toEqual({ ...intent('1', 5n), vault: vault.toLowerCase(), sender: sender.toLowerCase() });
  });

  test('the same intent written twice is one', async () => {
    await journal.beginTransaction(intent('1', 5n));
    await journal.beginTransaction(intent('1', 5n));
    expect(await journal.unfinished(account)).toHaveLength(1);
  });

  test('one that was mined settles its rivals for the nonce, and no others', async () => {
    for (const one of [intent('1', 5n), intent('2', 5n, '1'), intent('3', 6n)]) await journal.beginTransaction(one);
    await journal.settleTransaction(hash('2'), confirmed('2'));
    expect((await journal.unfinished(account)).map((open) => open.hash)).toEqual([hash('3')]);
    expect((await journal.minedSince(account, 8n)).map((mined) => mined.intent.hash)).toEqual([hash('2')]);
    expect(await journal.minedSince(account, 9n)).toEqual([]);
  });

  test('a settlement that is taken back opens the rivals of the same decision as well, but not what the node refused', async () => {
    for (const one of [intent('1', 5n), intent('2', 5n, '1'), intent('4', 5n, '1')])
      await journal.beginTransaction(one);
    await journal.settleTransaction(hash('4'), { status: 'refused', reason: 'underpriced' });
    await journal.settleTransaction(hash('2'), confirmed('2'));
    await journal.reopenTransaction(hash('2'));
    expect((await journal.unfinished(account)).map((open) => open.hash)).toEqual([hash('1'), hash('2')]);
    expect(await journal.minedSince(account, 0n)).toEqual([]);
  });
});

describe('ticks', () => {
  test('are replaced by their id, listed newest first, and kept apart by vault', async () => {
    await journal.recordTick(entry(1, { status: 'idle' }));
    await journal.recordTick(entry(2, { status: 'executing' }));
    await journal.recordTick(entry(2, { status: 'replaced', hash: hash('9'), reason: 'it was \0 too late' }));
    const ticks = await journal.recentTicks({ chainId: 1, vault }, 10);
    expect(ticks.map(({ status }) => status)).toEqual(['replaced', 'idle']);
    expect(ticks[0]).toMatchObject({ transaction: hash('9'), reasons: ['All is well.', 'it was  too late'] });
    expect(Math.abs(Date.now() - (ticks[0]?.recordedAt.getTime() ?? 0))).toBeLessThan(60_000);
    expect(await journal.recentTicks({ chainId: 1, vault: sender }, 10)).toEqual([]);
  });

  test('the memory comes back to the wei, and a memory of another form is passed over', async () => {
    await journal.recordTick(entry(1, { status: 'idle' }));
    const odd = entry(2, { status: 'idle' });
    await journal.recordTick({ ...odd, decision: { ...odd.decision, memory: { moon: 'full' } } as never });
    const memories = await journal.recentMemories({ chainId: 1, vault }, 10);
    expect(memories).toEqual([{ memory, block: { number: 1n, hash: hash('1') } }]);
  });
});

describe('the embedded server', () => {
  test('is shared, outlives the program that started it while another uses it, and stops with the last', async () => {
    const other = await again();
    const pid = (await server())?.pid;
    await journal.close();
    expect((await server())?.pid).toBe(pid);
    await other.beginTransaction(intent('1', 1n));
    await other.close();
    expect(await server()).toBeUndefined();
    expect(await (await again()).unfinished(account)).toHaveLength(1);
  });

  test('killed under a program’s feet, it is started again and nothing is lost', async () => {
    await journal.beginTransaction(intent('1', 1n));
    process.kill((await server())?.pid ?? 0, 'SIGKILL');
    await journal.beginTransaction(intent('2', 2n));
    expect(await journal.unfinished(account)).toHaveLength(2);
  });

  test('stops by itself when its program is killed', async () => {
    await journal.close();
    const script = `
      import { openJournal } from '${projectRoot}/keeper/record/openJournal.ts';
      await openJournal({ dataDir: ${JSON.stringify(dataDir)} });
      console.log('open');
      setInterval(() => undefined, 1_000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: projectRoot,
    });
    await new Promise((resolve, reject) => {
      child.stdout.once('data', resolve);
      child.once('exit', () => reject(new Error('The program ended before it had opened the journal.')));
    });
    expect(await server()).toBeDefined();
    child.kill('SIGKILL');
    for (const end = Date.now() + 10_000; Date.now() < end && (await server()) !== undefined; ) {
      await new Promise((wake) => setTimeout(wake, 20));
    }
    expect(await server()).toBeUndefined();
  });

  test('does not accept a stranger’s connection without the password in its folder', async () => {
    const { folder } = await placeCluster(dataDir);
    const port = (await server())?.port;
    const url = (password: string) => `postgres://ballast:${password}@127.0.0.1:${port}/postgres`;
    await expect(openJournal({ dataDir, databaseUrl: url('guess') })).rejects.toMatchObject({ kind: 'stop' });
    const secret = (await readFile(join(folder, 'ballast.password'), 'utf8')).trim();
    const byUrl = await openJournal({ dataDir, databaseUrl: url(secret) });
    others.push(byUrl);
    await journal.beginTransaction(intent('1', 1n));
    expect(await byUrl.unfinished(account)).toHaveLength(1);
  });
});

test('a database that is not there is an error to try again, without the password', async () => {
  const databaseUrl = 'postgres://user:hunter2@127.0.0.1:1/none';
  await expect(openJournal({ dataDir, databaseUrl })).rejects.toMatchObject({
    kind: 'retry',
    shortMessage: expect.not.stringContaining('hunter2'),
  });
});
