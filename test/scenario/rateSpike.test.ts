import { erc20Abi, maxUint256, parseEther } from 'viem';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { poolAbi } from '../../script/replica/aave/aaveAbi.ts';
import { mined } from '../../script/replica/recipes/mined.ts';
import { mintWeth } from '../../script/replica/recipes/mintWeth.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { setUtilisation } from '../../script/replica/scenarios/utilisation.ts';
import type { ScenarioKeeper } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const wad = 10n ** 18n;
const hour = 3_600;

let on: LeveredVault;
let keeper: ScenarioKeeper;
beforeAll(async () => {
  on = await startLeveredVault();
  await jump(on, { seconds: hour });
});
afterAll(() => on?.stop());
beforeEach(async () => {
  keeper = await on.startKeeper({ memory: on.memory });
});

/** Yearly cost of WETH debt on the replica's curve over its kink, by hand: 2.35 % at 92 %, and 6 % more over the last eight. */
const borrowRateRay = (usageBps: bigint) => ((235n * 800n + 600n * (usageBps - 9_200n)) * 10n ** 27n) / 8_000_000n;

describe('somebody borrows the WETH reserve nearly empty', () => {
  test('at 98 % a week of the rate costs more than twice the way out, and the debt is repaid at once', () =>
    on.undone(async () => {
      const { borrowRateRay: rate } = await setUtilisation(on, { bps: 9_800 });
      expect(apartBps(BigInt(String(rate)), borrowRateRay(9_800n))).toBeLessThanOrEqual(1n);
      const before = await readPosition(on);

      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(
        /carry act: Carry is -4\.0[45] % a year: staking 2\.80 % \(assumed\) and supply 0\.00 % against borrowing 6\.8[45] %\. Low for 0\.0 h of 48\.0 h\. Lever down to 1\.00x: repaying 487\.2\d+ ETH gains 0\.37\d+ ETH over 7 days at a cost of 0\.12\d+ ETH\./,
      );
      const facts = entry.decision?.reasons.find(({ verdict }) => verdict === 'act')?.facts;
      // A week of what the debt costs beyond what the stake earns, reckoned here.
      const week = (before.debt * (borrowRateRay(9_800n) - 28n * 10n ** 24n) * 7n) / (365n * 10n ** 27n);
      expect(apartBps(BigInt(String(facts?.gainWei)), week)).toBeLessThanOrEqual(10n);
      expect(BigInt(String(facts?.gainWei))).toBeGreaterThan(2n * BigInt(String(facts?.costWei)));

      const after = await readPosition(on);
      expect([after.debt, after.leverageWad, after.batches]).toEqual([0n, wad, 2n]);
      // What was reckoned for the sale is what it cost: gas aside, and to a thousandth of an ETH.
      const lostEth = ((before.valuation.navPar - after.valuation.navPar) * after.valuation.parWad) / wad;
      expect(lostEth).toBeGreaterThan(parseEther('0.1'));
      expect(lostEth).toBeLessThan(BigInt(String(facts?.costWei)) + parseEther('0.005'));
      expect(after.valuation.navPar * 10_000n).toBeGreaterThan(before.valuation.navPar * 9_900n);
      expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
    }));

  test('at 94 % the cost says wait, and after 48 hours of it the timer says go', () =>
    on.undone(async () => {
      await setUtilisation(on, { bps: 9_400 });
      const start = await readPosition(on);
      for (const [seconds, since] of [
        [12, '0.0'],
        [24 * hour, '24.0'],
        [23 * hour, '47.0'],
      ] as const) {
        await jump(on, { seconds });
        const entry = await keeper.tick();
        expect(entry.outcome).toEqual({ status: 'idle' });
        expect(reasonsOf(entry)).toMatch(/cost hold: Carry is -1\.0[45] % a year/);
        expect(reasonsOf(entry)).toContain(
          `Low for ${since} h of 48.0 h. Within 7 days no repayment that can be made now gains 2.00x its cost.`,
        );
      }
      const patient = await readPosition(on);
      expect([patient.batches, patient.collateral]).toEqual([1n, start.collateral]);

      await jump(on, { seconds: hour + 60 });
      const entry = await keeper.tick();
      expect(entry.outcome.status).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(
        /carry act: .* Low for 48\.0 h of 48\.0 h\. Lever down to 1\.00x: repaying 487\.3\d+ ETH gains 1\.26\d+ ETH over 90 days at a cost of 0\.12\d+ ETH\./,
      );
      expect((await readPosition(on)).debt).toBe(0n);
    }));

  test('a day of quiet in between starts the timer anew', () =>
    on.undone(async () => {
      await setUtilisation(on, { bps: 9_400 });
      await keeper.tick();
      await jump(on, { seconds: 47 * hour });
      await setUtilisation(on, { bps: 8_850 });
      expect(reasonsOf(await keeper.tick())).toContain('Less debt would not earn more.');
      await jump(on, { seconds: 24 * hour });
      await setUtilisation(on, { bps: 9_400 });
      const entry = await keeper.tick();
      expect(entry.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(entry)).toContain('Low for 0.0 h of 48.0 h.');
    }));

  test('at 100 % repaying works, the market has the WETH back, and at normal rates the loop returns', () =>
    on.undone(async () => {
      const { availableWei } = await setUtilisation(on, { bps: 10_000 });
      expect(availableWei).toBe(0n);
      const before = await readPosition(on);
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(/carry act: Carry is -5\.5[45] % a year: .* against borrowing 8\.3[45] %/);
      const after = await readPosition(on);
      expect([after.debt, after.batches]).toEqual([0n, 2n]);
      const free = await on.client.readContract({
        ...{ address: mainnet.aavePool, abi: poolAbi, functionName: 'getVirtualUnderlyingBalance' },
        args: [mainnet.weth],
      });
      expect(apartBps(free, before.debt)).toBeLessThanOrEqual(1n);

      // Of what it has just repaid it borrows nothing while that would make the market dear again.
      await keeper.tick();
      await jump(on, { seconds: hour });
      const closed = await keeper.tick();
      expect(closed.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(closed)).toMatch(/allocate hold: .*kept there by the lender’s free WETH and borrow cap/);

      await setUtilisation(on, { bps: 8_850 });
      const open = await keeper.tick();
      expect(open.outcome.status, reasonsOf(open)).toBe('confirmed');
      expect(apartBps((await readPosition(on)).leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
      expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
    }));

  test('at 100 % anybody may repay for the loop as well', () =>
    on.undone(async () => {
      await setUtilisation(on, { bps: 10_000 });
      const { client, accounts, loop } = on;
      const account = accounts.rescuer.address;
      const before = await readPosition(on);
      await mintWeth(on, account, parseEther('10'));
      const approve = { address: mainnet.weth, abi: erc20Abi, functionName: 'approve', account } as const;
      await mined(on, client.writeContract({ ...approve, args: [mainnet.aavePool, maxUint256] }));
      const repay = { address: mainnet.aavePool, abi: poolAbi, functionName: 'repay', account } as const;
      await mined(on, client.writeContract({ ...repay, args: [mainnet.weth, parseEther('10'), 2n, loop] }));
      const after = await readPosition(on);
      expect(apartBps(before.debt - after.debt, parseEther('10'))).toBeLessThanOrEqual(10n);
      // A gift is recognised slowly, so that nobody gains by giving and leaving.
      expect(after.valuation.navPar).toBeGreaterThan(before.valuation.navPar + parseEther('8'));
      expect(after.totalAssets).toBeLessThan(before.totalAssets + parseEther('0.01'));
    }));
});
