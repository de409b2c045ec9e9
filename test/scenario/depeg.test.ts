import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import { vaultSettings } from '../../script/deploy/vaultSettings.ts';
import { discount } from '../../script/replica/scenarios/discount.ts';
import { changeFeed } from '../../script/replica/scenarios/feed.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import type { ScenarioKeeper } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { navAt } from './support/navAt.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const wad = 10n ** 18n;
/** As long as the oracle's TWAP looks back. */
const twapSeconds = 1_800;

let on: LeveredVault;
let keeper: ScenarioKeeper;
beforeAll(async () => {
  on = await startLeveredVault();
  keeper = await on.startKeeper({ memory: on.memory });
  // New money is the temptation; the pause after the last batch is over.
  await jump(on, { seconds: 3_600 });
  await depositOnReplica(on, on.vault, parseEther('20'));
});
afterAll(() => on?.stop());

const feed = (answer: string) => changeFeed(on, { feed: 'steth-eth', answer });
const sent = () => on.client.getTransactionCount({ address: on.accounts.keeper.address });

describe('wstETH trades 3 % under what it is redeemed for', () => {
  test('nothing is levered up, nothing is sold, and only leavers get the worse price', async () => {
    const [before, sentBefore] = [await readPosition(on), await sent()];
    expect(before.valuation.marketWad).toBe(before.valuation.parWad);
    await discount(on, { bps: 300, wait: twapSeconds });
    await feed('0.97');
    for (const seconds of [12, 600, 3_600]) {
      await jump(on, { seconds });
      const entry = await keeper.tick();
      expect(entry.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(entry)).toMatch(
        /peg hold: No new leverage: the market is 300 bps under par, over the limit of 50 bps; 21\.0001 LST stay idle, and nothing is sold for it\.$/,
      );
      expect(reasonsOf(entry)).toMatch(/^health hold: Stressed health factor 1\.083 is over the trigger/);
    }
    const during = await readPosition(on);
    const { parWad, marketWad, bid, ask, accrued } = during.valuation;
    // The pool's ticks are a basis point wide, so that the TWAP stands up to one off what was traded to.
    expect(apartBps(marketWad, (parWad * 9_700n) / 10_000n)).toBeLessThanOrEqual(1n);
    expect(bid).toBe(navAt(during, marketWad, 'down'));
    expect(ask).toBe(navAt(during, parWad, 'up'));
    // Four times the discount, which is what a loop at five times owes, on the part that is levered.
    const [owed, lost] = [(during.debt * wad) / parWad, accrued - bid];
    expect(apartBps(lost, (owed * (parWad - marketWad)) / marketWad)).toBeLessThanOrEqual(5n);
    expect(lost).toBeGreaterThan((during.totalAssets * 10n) / 100n);

    // Aave's oracle goes by the redemption rate: nothing there has moved but interest.
    expect(apartBps(during.healthFactorWad, before.healthFactorWad)).toBeLessThanOrEqual(1n);
    expect([during.collateral, during.batches]).toEqual([before.collateral, before.batches]);
    expect(during.totalAssets).toBeGreaterThanOrEqual(before.totalAssets - wad / 100n);
    expect(await sent()).toBe(sentBefore);
  });

  test('one source is enough to stop leverage, and the pool alone within one block is not', async () => {
    await on.undone(async () => {
      await discount(on, { bps: 0, wait: twapSeconds });
      const keeperNow = await on.startKeeper({ memory: keeper.memory });
      expect(reasonsOf(await keeperNow.tick())).toMatch(
        /peg hold: No new leverage: the market is 30[01] bps under par/,
      );
    });
    await on.undone(async () => {
      await feed('0.9998');
      const keeperNow = await on.startKeeper({ memory: keeper.memory });
      expect(reasonsOf(await keeperNow.tick())).toMatch(
        /peg hold: No new leverage: the market is 30[01] bps under par/,
      );
    });
    await on.undone(async () => {
      await feed('0.9998');
      await discount(on, { bps: 0, wait: twapSeconds });
      const calm = await readPosition(on);
      await discount(on, { bps: 300 });
      const shaken = await readPosition(on);
      // A price that stood for a second or two of half an hour.
      expect(shaken.valuation.marketWad).toBe(shaken.valuation.parWad);
      expect(apartBps(shaken.valuation.bid, calm.valuation.bid)).toBeLessThanOrEqual(1n);
      const keeperNow = await on.startKeeper({ memory: keeper.memory });
      const entry = await keeperNow.tick();
      // The pool could not take the debt back at this price, so that there is no way in either.
      expect(entry.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(entry)).toMatch(
        /allocate hold: No new leverage: the loop at 5\.00x stands at one of its limits/,
      );
    });
  });

  test('back at par the bid is whole again and the new money is put to work', async () => {
    const before = await readPosition(on);
    await discount(on, { bps: 1.5, wait: twapSeconds });
    await feed('0.9998');
    const back = await readPosition(on);
    expect(back.valuation.marketWad).toBe(back.valuation.parWad);
    expect(back.valuation.bid).toBe(back.valuation.accrued);
    expect(back.valuation.bid).toBeGreaterThan(before.valuation.bid + 10n * wad);

    const entry = await keeper.tick();
    expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
    const after = await readPosition(on);
    expect(apartBps(after.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
    expect(after.batches).toBe(2n);
    expect(after.valuation.navPar * 10_000n).toBeGreaterThan(
      back.valuation.navPar * (10_000n - BigInt(vaultSettings.riskUp.capacityBps)),
    );
    expect((await keeper.tick()).outcome).toEqual({ status: 'idle' });
  });
});
