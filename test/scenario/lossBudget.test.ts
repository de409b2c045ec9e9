import { erc20Abi, maxUint256, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aaveV3LoopAbi } from '../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import { vaultSettings } from '../../script/deploy/vaultSettings.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { readParWad } from '../../script/replica/uniswap/readParWad.ts';
import { tradeToPrice } from '../../script/replica/uniswap/tradeToPrice.ts';
import { createStranger } from './support/createStranger.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { operation, rebalanceAs } from './support/rebalanceAs.ts';
import { scheduleAs } from './support/scheduleAs.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const wad = 10n ** 18n;
const eth = parseEther;
const wadPerBps = 10n ** 14n;

let on: LeveredVault;
beforeAll(async () => {
  on = await startLeveredVault();
  await jump(on, { seconds: 3_600 });
  await depositOnReplica(on, on.vault, parseEther('20'));
});
afterAll(() => on?.stop());

const budgets = async () => {
  const [, riskUpWad, , riskDownWad] = await on.client.readContract({
    ...{ address: on.vault, abi: lstVaultAbi, functionName: 'lossBudgets' },
  });
  return { riskUpWad, riskDownWad };
};

describe('a slash of half a percent, which no restoration answers', () => {
  test('is charged to the budget for raising risk, which stays closed until the curator has acknowledged it', () =>
    on.undone(async () => {
      const stranger = await createStranger(on);
      await stranger.sync();
      const before = await budgets();
      await rebase(on, { bps: -50 });
      await tradeToPrice(on, ((await readParWad(on)) * 99_985n) / 100_000n);
      await jump(on, { seconds: 1_800 });
      await stranger.sync();
      const after = await budgets();
      // Four fifths of the assets are owed in ETH: a loss of two percent in wstETH, forty times what is full.
      expect(after.riskUpWad).toBeLessThan(-100n * wadPerBps);
      expect(before.riskUpWad - after.riskUpWad).toBeGreaterThan(150n * wadPerBps);
      expect(after.riskDownWad).toBe(before.riskDownWad);

      const keeper = await on.startKeeper({ memory: on.memory });
      const held = await keeper.tick();
      expect(held.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(held)).toMatch(
        /vault hold: No new leverage: the budget of losses for what raises risk is overdrawn by 1\d\d\.\d\d bps of the share price\. .* or when the curator acknowledges the loss; 21\.0001 LST stay idle\./,
      );

      // In a pool over par the issuer's mint is taken, which loses what rounding loses; that is enough.
      await tradeToPrice(on, ((await readParWad(on)) * 1_001n) / 1_000n);
      const raise = [{ kind: 'deploy', assets: eth('5'), data: operation('leverUp', eth('20'), 0n) }] as const;
      expect((await rebalanceAs(on, on.accounts.keeper, raise)).reason).toMatch(
        /LossBudgetExceeded \(riskUp true, lossWad \d+, availableWad -1\d{16}\)$/,
      );

      await scheduleAs(on, on.accounts.curator, 'acknowledgeLoss', []);
      expect((await budgets()).riskUpWad).toBe(BigInt(vaultSettings.riskUp.capacityBps) * wadPerBps);
      const free = await (await on.startKeeper({ memory: keeper.memory })).tick();
      expect(reasonsOf(free)).not.toMatch(/vault hold/);
      expect(await rebalanceAs(on, on.accounts.keeper, raise)).toEqual({ status: 'success' });
    }));
});

describe('a loop under its floor', () => {
  const rescue = async () => {
    const args = [on.loop, on.accounts.stranger.address] as const;
    const stranger = createSender(on.client, on.rpcUrl, on.accounts.stranger);
    return stranger.send({ to: on.vault, abi: lstVaultAbi, functionName: 'rescue', args });
  };
  const floorWad = () =>
    on.client.readContract({ address: on.loop, abi: aaveV3LoopAbi, functionName: 'healthFloorWad' });
  const silence = BigInt(vaultSettings.maxKeeperSilenceSeconds);

  test('is the keeper’s for a day; after that anyone brings it to the floor, whatever is left of the budgets, and is paid', () =>
    on.undone(async () => {
      // Over the trigger for anyone, under the floor: five times is left at 1.086.
      await rebase(on, { bps: -850 });
      await tradeToPrice(on, ((await readParWad(on)) * 99_985n) / 100_000n);
      const hit = await readPosition(on);
      const trigger = await on.client.readContract({
        ...{ address: on.loop, abi: aaveV3LoopAbi, functionName: 'rescueTriggerWad' },
      });
      expect([hit.healthFactorWad < (await floorWad()), hit.healthFactorWad > trigger]).toEqual([true, true]);
      await expect(rescue()).rejects.toThrow(/RescueNotDue/);
      await jump(on, { seconds: Number(silence) });
      const before = await readPosition(on);
      const heldBefore = await held();
      const budgetsBefore = await budgets();
      await rescue();
      const after = await readPosition(on);
      expect(after.healthFactorWad).toBeGreaterThanOrEqual(await floorWad());
      // To the floor and no further: five times and more is left.
      expect(after.healthFactorWad).toBeLessThan(((await floorWad()) * 1_002n) / 1_000n);
      expect(after.debt).toBeLessThan(before.debt);
      const bounty = (await held()) - heldBefore;
      const sold = before.collateral - after.collateral;
      expect(bounty).toBeGreaterThan(0n);
      expect(bounty * 1_000n).toBeLessThanOrEqual(sold + 1_000n);
      expect((await budgets()).riskDownWad).toBeGreaterThanOrEqual(budgetsBefore.riskDownWad);
      await expect(rescue()).rejects.toThrow(/Rescue(NotDue|NotNeeded)/);
    }));

  test('near its liquidation is anyone’s at once', () =>
    on.undone(async () => {
      // The pool still trades at the old par: so far down nobody quotes.
      await rebase(on, { bps: -1_250 });
      const hit = await readPosition(on);
      expect(hit.healthFactorWad).toBeGreaterThan(wad);
      await rescue();
      expect((await readPosition(on)).healthFactorWad).toBeGreaterThan(hit.healthFactorWad);
    }));

  test('a keeper that is alive keeps strangers out', () =>
    on.undone(async () => {
      await rebase(on, { bps: -850 });
      await jump(on, { seconds: Number(silence) });
      const batch = [{ kind: 'manage', data: operation('leverDown', eth('1'), maxUint256) }] as const;
      await rebalanceAs(on, on.accounts.keeper, batch);
      await expect(rescue()).rejects.toThrow(/RescueNotDue/);
    }));

  const held = async () => {
    const args = [on.accounts.stranger.address] as const;
    return on.client.readContract({ address: mainnet.wstEth, abi: erc20Abi, functionName: 'balanceOf', args });
  };
});
