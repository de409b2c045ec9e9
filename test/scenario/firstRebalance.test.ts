import { erc20Abi } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aaveV3LoopAbi } from '../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { stakeIfShort } from '../../script/deploy/stakeIfShort.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { type ScenarioKeeper, type ScenarioVault, startScenarioVault } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { expectFirstRebalance } from './support/expectFirstRebalance.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';

const wad = 10n ** 18n;

let on: ScenarioVault;
let keeper: ScenarioKeeper;
beforeAll(async () => {
  on = await startScenarioVault();
  keeper = await on.startKeeper();
});
afterAll(() => on?.stop());

describe('a vault that holds 100 idle wstETH', () => {
  test('is levered to five times in one confirmed transaction, as planned and over every floor', async () => {
    await expectFirstRebalance(on, keeper);
  });

  test('is then left alone, with reasons, over several blocks and an hour later', async () => {
    const before = await readPosition(on);
    const sent = () => on.client.getTransactionCount({ address: on.accounts.keeper.address });
    const sentBefore = await sent();
    for (let block = 0; block < 5; block += 1) {
      await jump(on, { seconds: 12 });
      const entry = await keeper.tick();
      expect(entry.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(entry)).toMatch(
        /^health hold: Stressed health factor 1\.083 is over the trigger 1\.040 at 5\.00x\.\ncarry hold: Carry is [\d.]+ % a year: .* Less debt would not earn more\.\nallocate hold: No new leverage yet: the last batch was seen \d+ (?:s|min) ago, and 1\.0 h must pass\.$/,
      );
    }
    await jump(on, { seconds: 3_600 });
    const later = await keeper.tick();
    expect(later.outcome).toEqual({ status: 'idle' });
    expect(reasonsOf(later)).toMatch(
      /allocate hold: No new leverage: the loop at 5\.00x stands at one of its limits already/,
    );

    const after = await readPosition(on);
    expect([after.batches, after.collateral, after.idle]).toEqual([1n, before.collateral, before.idle]);
    // An hour's interest and nothing else.
    expect(after.debt - before.debt).toBeGreaterThan(0n);
    expect(after.debt - before.debt).toBeLessThan(before.debt / 100_000n);
    expect(await sent()).toBe(sentBefore);
  });

  test('takes a deposit that is estimated on stored sums and mined a second later, when they are too old', () =>
    on.undone(async () => {
      const { client, vault } = on;
      const depositor = createSender(client, on.rpcUrl, on.accounts.depositor);
      await stakeIfShort(client, depositor, wad);
      const approval = [vault, wad] as const;
      await depositor.send({ to: mainnet.wstEth, abi: erc20Abi, functionName: 'approve', args: approval });
      const ofVault = { address: vault, abi: lstVaultAbi } as const;
      await depositor.send({ to: vault, abi: lstVaultAbi, functionName: 'sync', args: [] });
      const [, , syncedAt] = await client.readContract({ ...ofVault, functionName: 'sums' });
      const maxStaleness = await client.readContract({ ...ofVault, functionName: 'maxStaleness' });
      await client.setNextBlockTimestamp({ timestamp: syncedAt + BigInt(maxStaleness) });
      await client.mine({ blocks: 1 });
      await client.setNextBlockTimestamp({ timestamp: syncedAt + BigInt(maxStaleness) + 1n });
      const args = [wad, depositor.address] as const;
      const receipt = await depositor.send({ to: vault, abi: lstVaultAbi, functionName: 'deposit', args });
      const [, , syncedAgain] = await client.readContract({ ...ofVault, functionName: 'sums' });
      expect([receipt.status, syncedAgain]).toEqual(['success', syncedAt + BigInt(maxStaleness) + 1n]);
    }));

  test('pays the largest withdrawal without a sale, and the keeper brings the leverage back that this leaves', async () => {
    const { client, vault, accounts } = on;
    const depositor = createSender(client, on.rpcUrl, accounts.depositor);
    const ofVault = { address: vault, abi: lstVaultAbi } as const;
    const holder = depositor.address;
    const limit = await client.readContract({ ...ofVault, functionName: 'maxWithdraw', args: [holder] });
    // Less a millionth, for the interest of the seconds until it is mined.
    const most = (limit * 999_999n) / 1_000_000n;
    const held = () =>
      client.readContract({ address: mainnet.wstEth, abi: erc20Abi, functionName: 'balanceOf', args: [holder] });
    const [heldBefore, before] = await Promise.all([held(), readPosition(on)]);
    // Idle, and what the loop can spare over the floor for leavers.
    expect(most).toBeGreaterThan(before.idle + 10n * wad);
    await depositor.send({ to: vault, abi: lstVaultAbi, functionName: 'withdraw', args: [most, holder, holder] });
    expect((await held()) - heldBefore).toBe(most);

    const drained = await readPosition(on);
    const floor = await client.readContract({ address: on.loop, abi: aaveV3LoopAbi, functionName: 'withdrawFloorWad' });
    expect(drained.idle).toBe(0n);
    expect(drained.healthFactorWad).toBeGreaterThanOrEqual(floor);
    expect(drained.healthFactorWad).toBeLessThan((floor * 10_001n) / 10_000n);

    const entry = await keeper.tick();
    expect(entry.outcome.status).toBe('confirmed');
    expect(reasonsOf(entry)).toMatch(
      /^health act: Leverage 5\.7\dx is over the maximum 5\.00x and its tolerance: repay/,
    );
    const restored = await readPosition(on);
    expect(apartBps(restored.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
    expect(restored.valuation.navPar).toBeGreaterThan((drained.valuation.navPar * 9_990n) / 10_000n);
    expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
  });
});
