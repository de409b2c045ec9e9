import { type Address, encodeFunctionData, parseAbi } from 'viem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyMemory } from '../../keeper/core/memory.ts';
import { openJournal } from '../../keeper/record/openJournal.ts';
import type { Journal } from '../../keeper/record/types.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { roles } from '../../script/deploy/roles.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { type ScenarioVault, startScenarioVault } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { untilPending } from './support/untilPending.ts';

const wad = 10n ** 18n;
const managerAbi = parseAbi([
  'function schedule(address target, bytes data, uint48 when) returns (bytes32 operationId, uint32 nonce)',
  'function execute(address target, bytes data) payable returns (uint32)',
  'function grantRole(uint64 roleId, address account, uint32 executionDelay)',
]);

let on: ScenarioVault;
let secondJournal: Journal;
beforeAll(async () => {
  on = await startScenarioVault();
  await appoint(on.accounts.rescuer.address);
  secondJournal = await openJournal({ dataDir: `${on.folder}/second` });
});
afterAll(async () => {
  await secondJournal?.close();
  await on?.stop();
});

/** Grants the keeper's role as a real owner must: schedules it, waits a week, carries it out. */
async function appoint(account: Address): Promise<void> {
  const owner = createSender(on.client, on.rpcUrl, on.accounts.deployer);
  const { address } = on.deployment.manager;
  const call = { abi: managerAbi, functionName: 'grantRole', args: [roles.keeper, account, 0] } as const;
  const data = encodeFunctionData(call);
  await owner.send({ to: address, abi: managerAbi, functionName: 'schedule', args: [address, data, 0] });
  await jump(on, { seconds: 7 * 24 * 3_600 });
  await owner.send({ to: address, abi: managerAbi, functionName: 'execute', args: [address, data] });
}

const pair = async () =>
  [await on.startKeeper(), await on.startKeeper({ account: on.accounts.rescuer, journal: secondJournal })] as const;
const balance = (address: Address) => on.client.getBalance({ address });

test('both decide on the same block: one batch is carried out, the other reverts by the vault’s nonce and costs its gas alone', () =>
  on.undone(async () => {
    const keepers = await pair();
    const [{ address: firstKey }, { address: secondKey }] = [on.accounts.keeper, on.accounts.rescuer];
    const ethBefore = [await balance(firstKey), await balance(secondKey)];
    await on.client.setAutomine(false);
    const ticks = keepers.map((keeper) => keeper.tick());
    await untilPending(on, 2);
    await on.client.mine({ blocks: 1 });
    const outcomes = (await Promise.all(ticks)).map(({ outcome }) => outcome);
    await on.client.setAutomine(true);

    expect(outcomes.map(({ status }) => status).sort()).toEqual(['confirmed', 'reverted']);
    const loser = outcomes.findIndex(({ status }) => status === 'reverted');
    const lost = outcomes[loser];
    if (lost?.status !== 'reverted') return;
    expect(lost.reason).toMatch(/BatchNonceWrong \(nonce 0, expected 1\)/);
    expect(lost.gasUsed).toBeLessThan(100_000n);
    expect((ethBefore[loser] ?? 0n) - (await balance([firstKey, secondKey][loser] ?? firstKey))).toBe(
      lost.gasUsed * lost.effectiveGasPriceWei,
    );
    const after = await readPosition(on);
    expect([after.batches, apartBps(after.leverageWad, 5n * wad) <= 1n]).toEqual([1n, true]);

    // Neither has anything left to do, and neither has an open transaction.
    for (const keeper of keepers) expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
    expect(await on.journal.unfinished({ chainId: 1, sender: firstKey })).toEqual([]);
    expect(await secondJournal.unfinished({ chainId: 1, sender: secondKey })).toEqual([]);
  }));

test('one after the other: the second sees what the first did, and rests', () =>
  on.undone(async () => {
    const [first, second] = await pair();
    expect((await first.tick()).outcome.status).toBe('confirmed');
    const entry = await second.tick();
    expect(entry.outcome).toEqual({ status: 'idle' });
    expect(reasonsOf(entry)).toMatch(/allocate hold: No new leverage yet: the last batch was seen \d+ (?:s|min) ago/);
    expect((await readPosition(on)).batches).toBe(1n);
  }));

test('a slash meets both: it is restored once, whoever comes first', () =>
  on.undone(async () => {
    const keepers = await pair();
    for (const keeper of keepers) await keeper.tick();
    await rebase(on, { bps: -500 });
    await on.client.setAutomine(false);
    const ticks = keepers.map((keeper) => keeper.tick());
    await untilPending(on, 2);
    await on.client.mine({ blocks: 1 });
    const outcomes = (await Promise.all(ticks)).map(({ outcome: { status } }) => status);
    await on.client.setAutomine(true);
    expect(outcomes.sort()).toEqual(['confirmed', 'reverted']);
    const after = await readPosition(on);
    expect(after.batches).toBe(2n);
    expect(apartBps(after.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
    for (const keeper of keepers) expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
  }));

test('a twin with the same key makes the same transaction to the last byte, so that there is one', () =>
  on.undone(async () => {
    const memory = emptyMemory;
    const twins = [await on.startKeeper({ memory }), await on.startKeeper({ memory, journal: secondJournal })];
    const { address } = on.accounts.keeper;
    const sentBefore = await on.client.getTransactionCount({ address });
    await on.client.setAutomine(false);
    const ticks = twins.map((keeper) => keeper.tick());
    await untilPending(on, 1);
    await Promise.all(twins.map(({ lines }) => untilLogged(lines, 'transaction.signed')));
    await on.client.mine({ blocks: 1 });
    const [one, two] = await Promise.all(ticks);
    await on.client.setAutomine(true);
    expect(one?.outcome.status).toBe('confirmed');
    expect(two?.outcome).toEqual(one?.outcome);
    expect(await on.client.getTransactionCount({ address })).toBe(sentBefore + 1);
    expect((await readPosition(on)).batches).toBe(1n);
  }));

async function untilLogged(lines: readonly Readonly<Record<string, unknown>>[], event: string): Promise<void> {
  for (const end = Date.now() + 20_000; !lines.some(({ msg }) => msg === event); ) {
    if (Date.now() > end) throw new Error(`${event} did not come.`);
    await new Promise((wake) => setTimeout(wake, 5));
  }
}
