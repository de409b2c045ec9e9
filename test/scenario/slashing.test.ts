import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import type { Entry } from '../../keeper/record/types.ts';
import { vaultSettings } from '../../script/deploy/vaultSettings.ts';
import { discount } from '../../script/replica/scenarios/discount.ts';
import { changeFeed } from '../../script/replica/scenarios/feed.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import type { ScenarioKeeper } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { navAt } from './support/navAt.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';
import { stressed } from './support/stressed.ts';

const wad = 10n ** 18n;
const bps = 10_000n;
/** The vault's virtual shares and assets. */
const virtual = 10n ** 6n;

let on: LeveredVault;
let keeper: ScenarioKeeper;
beforeAll(async () => {
  on = await startLeveredVault();
  await jump(on, { seconds: 3_600 });
});
afterAll(() => on?.stop());
beforeEach(async () => {
  keeper = await on.startKeeper({ memory: on.memory });
});

describe('Lido reports a slash of 5 %', () => {
  test('the loss stands in total assets and share price at once, to the wei, as five times leverage says', () =>
    on.undone(async () => {
      const before = await readPosition(on);
      await rebase(on, { bps: -500 });
      const after = await readPosition(on);
      const { parWad } = after.valuation;
      expect(apartBps(parWad, (before.valuation.parWad * 95n) / 100n)).toBeLessThanOrEqual(1n);
      expect(after.collateral).toBe(before.collateral);

      expect(after.totalAssets).toBe(navAt(after, parWad, 'down'));
      expect(after.valuation.bid).toBe(after.totalAssets);
      const supply = await on.client.readContract({
        ...{ address: on.vault, abi: lstVaultAbi, functionName: 'totalSupply' },
      });
      // Under a price of one the virtual share is left out, which would lift it.
      const prices = [(wad * (after.totalAssets + virtual)) / (supply + virtual), (wad * after.totalAssets) / supply];
      expect(prices).toContain(after.sharePriceWad);
      // wstETH keeps its number and the debt its ETH: what is owed, four fifths of the assets, weighs 1 / 0.95 in wstETH.
      const owed = (before.debt * wad) / before.valuation.parWad;
      expect(apartBps(before.valuation.navPar - after.totalAssets, (owed * 5n) / 95n)).toBeLessThanOrEqual(1n);
      // In ETH: 5 % of five times the money, less the hundredth that is idle.
      const ethOf = ({ valuation }: typeof after) => (valuation.navPar * valuation.parWad) / wad;
      const lostBps = ((ethOf(before) - ethOf(after)) * bps) / ethOf(before);
      expect(lostBps).toBeGreaterThan(2_400n);
      expect(lostBps).toBeLessThan(2_500n);
      expect(apartBps(after.healthFactorWad, (before.healthFactorWad * 95n) / 100n)).toBeLessThanOrEqual(1n);
    }));

  test('with a pool that still trades at the old par, one batch restores health and its gain is recognised slowly', () =>
    on.undone(async () => {
      await rebase(on, { bps: -500 });
      const slashed = await readPosition(on);
      const { entry, lossBps, after } = await restoration();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(
        /^health act: Stressed health factor 1\.029 is under the trigger 1\.040: repay 101\.\d+ ETH with collateral\. It brings stressed health factor 1\.083 at 5\.00x\.$/,
      );
      expect(apartBps(after.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
      expect(stressed(after.healthFactorWad)).toBeGreaterThan((106n * wad) / 100n);
      expect(lossBps).toBe(0n);
      expect(after.valuation.navPar).toBeGreaterThan(slashed.valuation.navPar + 4n * wad);
      expect(after.totalAssets).toBeLessThan(slashed.totalAssets + wad / 100n);
      expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
    }));

  test('with a pool that has followed and is thin there, one batch goes to the slippage bound, and the rest of the drift is tolerated', () =>
    on.undone(async () => {
      await rebase(on, { bps: -500 });
      await discount(on, { bps: 0, wait: 1_800 });
      const { losses, healths } = await restoreFully(0);
      expect(losses).toHaveLength(1);
      expect(losses[0]).toBeGreaterThan(100n);
      expect((await readPosition(on)).leverageWad).toBeGreaterThan(51n * (wad / 10n));
      expect(stressed(healths[0] ?? 0n)).toBeGreaterThan((106n * wad) / 100n);
    }));

  test('with a market 1.4 % under the new par, one batch brings health over the trigger, and the rest waits for the peg', () =>
    on.undone(async () => {
      await rebase(on, { bps: -500 });
      await discount(on, { bps: 140, wait: 1_800 });
      await changeFeed(on, { feed: 'steth-eth', answer: '0.986' });
      const { entry, lossBps, after } = await restoration();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(stressed(after.healthFactorWad)).toBeGreaterThan((104n * wad) / 100n);
      expect(after.leverageWad).toBeGreaterThan((525n * wad) / 100n);
      // Nine tenths of the day's budget.
      expect(lossBps).toBeGreaterThan(260n);
      expect(lossBps).toBeLessThanOrEqual(275n);
      expect(after.idle).toBeLessThan(wad / 20n);

      // Over the trigger nothing more is sold at the low, however long it lasts; back at par the rest is, for next to nothing.
      for (const seconds of [12, 3_600]) {
        await jump(on, { seconds });
        expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
      }
      await discount(on, { bps: 0, wait: 1_800 });
      await changeFeed(on, { feed: 'steth-eth', answer: '1' });
      const { losses } = await restoreFully(0);
      expect(losses).toHaveLength(1);
    }));

  test('while the slash is being restored nobody leaves ahead of it, and the bid is what is left', () =>
    on.undone(async () => {
      await rebase(on, { bps: -500 });
      const { client, vault, accounts } = on;
      const slashed = await readPosition(on);
      const args = [accounts.depositor.address] as const;
      const ofVault = { address: vault, abi: lstVaultAbi } as const;
      const [most, shares, supply] = await Promise.all([
        client.readContract({ ...ofVault, functionName: 'maxWithdraw', args }),
        client.readContract({ ...ofVault, functionName: 'balanceOf', args }),
        client.readContract({ ...ofVault, functionName: 'totalSupply' }),
      ]);
      const worth = (shares * (slashed.valuation.bid + virtual)) / (supply + virtual);
      // Idle and no more: the loop is under the floor for leavers.
      expect([most, most < worth]).toEqual([slashed.idle, true]);
      const burnt = await client.readContract({ ...ofVault, functionName: 'previewWithdraw', args: [most] });
      expect(burnt).toBeGreaterThan((most * 126n) / 100n);
    }));
});

type Position = Awaited<ReturnType<typeof readPosition>>;

/** One tick, what it lost at par in basis points of the net asset value (rounded up), and the position after it. */
async function restoration(): Promise<{ readonly entry: Entry; readonly lossBps: bigint; readonly after: Position }> {
  const before = await readPosition(on);
  const entry = await keeper.tick();
  const after = await readPosition(on);
  const [from, to] = [before.valuation.navPar, after.valuation.navPar];
  return { entry, lossBps: from > to ? ((from - to) * bps + from - 1n) / from : 0n, after };
}

/** Ticks until the keeper rests, in a market that comes back to the same discount after each batch. */
async function restoreFully(discountBps: number) {
  const [losses, healths]: [bigint[], bigint[]] = [[], [(await readPosition(on)).healthFactorWad]];
  for (;;) {
    const { entry, lossBps, after } = await restoration();
    if (entry.outcome.status === 'idle') {
      // Five times and the policy's tolerance.
      expect(after.leverageWad).toBeLessThan((525n * wad) / 100n);
      expect(stressed(after.healthFactorWad)).toBeGreaterThan((106n * wad) / 100n);
      return { losses, healths: healths.slice(1) };
    }
    expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
    expect(lossBps, reasonsOf(entry)).toBeLessThanOrEqual(BigInt(vaultSettings.riskDown.capacityBps));
    expect(after.healthFactorWad).toBeGreaterThan(healths.at(-1) ?? 0n);
    losses.push(lossBps);
    healths.push(after.healthFactorWad);
    expect(losses.length).toBeLessThan(10);
    await discount(on, { bps: discountBps, wait: 12 });
  }
}
