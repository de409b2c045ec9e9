import { afterAll, beforeAll, expect, test } from 'vitest';
import { discount } from '../../script/replica/scenarios/discount.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { type ScenarioVault, startScenarioVault } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';

const wad = 10n ** 18n;
const ray = 10n ** 27n;
const hour = 3_600;
const yearSeconds = 365n * 86_400n;
const days = 8;
/** Lido's rewards of one day at 2.8 % a year. */
const dailyBps = 280 / 365;

let on: ScenarioVault;
beforeAll(async () => {
  on = await startScenarioVault();
});
afterAll(() => on?.stop());

test('eight quiet days: one transaction, a share price that rises by the carry, and a staking rate that is measured', async () => {
  const { client, accounts, vault } = on;
  const sent = () => client.getTransactionCount({ address: accounts.keeper.address });
  const sentBefore = await sent();
  let keeper = await on.startKeeper();
  expect((await keeper.tick()).outcome.status).toBe('confirmed');
  const [start, { timestamp: startedAt }] = [await readPosition(on), await client.getBlock()];
  const borrowed: bigint[] = [];
  const first = keeper.memory.rateObservations[0];
  if (first === undefined) throw new Error('The first tick observed no rate.');

  for (let day = 1; day <= days; day += 1) {
    for (let clock = 0; clock < 24; clock += 1) {
      await jump(on, { seconds: hour });
      if (clock === 11) {
        await rebase(on, { bps: dailyBps });
        await discount(on, { bps: 1.5 });
      }
      const entry = await keeper.tick();
      expect(entry.outcome, reasonsOf(entry)).toEqual({ status: 'idle' });
      const facts = entry.decision?.reasons.find(({ rule }) => rule === 'carry')?.facts ?? {};
      borrowed.push(BigInt(String(facts.borrowRateRay)));
      const { snapshot } = entry;
      if (snapshot === undefined) throw new Error('The tick saw nothing.');
      const span = snapshot.timestamp - first.timestamp;
      const measured = span >= 7n * 86_400n;
      expect(facts.stakingRateSource).toBe(measured ? 'measured' : 'assumed');
      if (measured) {
        const { parWad } = snapshot.vault.valuation;
        const rate = ((parWad - first.parWad) * ray * yearSeconds) / (first.parWad * span);
        expect(facts.stakingRateRay).toBe(rate);
      }
    }
    // Half-way a new keeper takes over, and knows from the journal what the old one saw.
    if (day === days / 2) {
      const seen = keeper.memory;
      keeper = await on.startKeeper();
      expect(keeper.memory).toEqual(seen);
    }
  }

  const [end, { timestamp: endedAt }] = [await readPosition(on), await client.getBlock()];
  const elapsed = endedAt - startedAt;
  expect([await sent(), end.batches]).toEqual([sentBefore + 1, 1n]);

  // Rewards came eight times in a little over eight days.
  const rate = ((end.valuation.parWad - first.parWad) * ray * yearSeconds) / (first.parWad * elapsed);
  expect(apartBps(rate, 28n * 10n ** 24n)).toBeLessThanOrEqual(10n);

  // In wstETH the loop gains what its debt earns: growth of par less interest, on four fifths of the assets.
  const borrowRay = borrowed.reduce((sum, one) => sum + one, 0n) / BigInt(borrowed.length);
  const carry = ((start.debt * wad) / start.valuation.parWad) * (rate - borrowRay) * elapsed;
  const gained = end.valuation.navPar - start.valuation.navPar;
  expect(gained).toBeGreaterThan(0n);
  expect(apartBps(gained, carry / (ray * yearSeconds))).toBeLessThanOrEqual(50n);
  expect(end.sharePriceWad).toBeGreaterThan(start.sharePriceWad + (wad * 4n) / 10_000n);
  expect(end.valuation.bid).toBe(end.valuation.accrued);
  expect(end.healthFactorWad).toBeGreaterThan(start.healthFactorWad);

  const ticks = await on.journal.recentTicks({ chainId: 1, vault }, 1_000);
  expect(ticks).toHaveLength(1 + days * 24);
  expect(ticks.filter(({ status }) => status === 'confirmed')).toHaveLength(1);
  expect(ticks.every(({ reasons }) => reasons.length > 0)).toBe(true);
}, 240_000);
