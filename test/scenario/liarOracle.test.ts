import { erc20Abi, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import { vaultSettings } from '../../script/deploy/vaultSettings.ts';
import { changeFeed } from '../../script/replica/scenarios/feed.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { readParWad } from '../../script/replica/uniswap/readParWad.ts';
import { tradeToPrice } from '../../script/replica/uniswap/tradeToPrice.ts';
import { apartBps } from './support/apartBps.ts';
import { createStranger } from './support/createStranger.ts';
import { navAt } from './support/navAt.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { silenceTwap } from './support/silenceTwap.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';
import { stressed } from './support/stressed.ts';

const wad = 10n ** 18n;
const bps = 10_000n;
const twapSeconds = 1_800;
/** What the oracle takes off par when nobody tells the market. */
const fallbackBps = BigInt(vaultSettings.oracle.fallbackDiscountBps);
/** What a quote counts as that is lower, bps of par. */
const floorBps = BigInt(vaultSettings.oracle.minQuoteBps);

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);
const larger = (a: bigint, b: bigint) => (a > b ? a : b);

let on: LeveredVault;
beforeAll(async () => {
  on = await startLeveredVault();
  // A second more than the sums may be old, so that the deposit reads them anew; at the limit itself the entries below would hang on the clock.
  await jump(on, { seconds: vaultSettings.maxStalenessSeconds + 1 });
  await depositOnReplica(on, on.vault, parseEther('20'));
});
afterAll(() => on?.stop());

const feed = async (change: { answer?: string; age?: number; reverts?: boolean }): Promise<void> =>
  void (await changeFeed(on, { feed: 'steth-eth', ...change }));

/**
 * What the stETH/ETH feed says, and what the vault's oracle believes of it, bps of par: nothing where it is old or no answer at all. Too low an answer
 * counts as the floor, and too high a one is left out, since it could not lower anything.
 */
const lies: readonly {
  readonly name: string;
  readonly tell: () => Promise<void>;
  readonly believedBps?: bigint;
  readonly tooLow?: true;
  readonly leftOut?: true;
}[] = [
  { name: 'half', tell: () => feed({ answer: '0.5' }), tooLow: true },
  { name: 'double', tell: () => feed({ answer: '2' }), leftOut: true },
  { name: 'a quarter less', tell: () => feed({ answer: '0.75' }), tooLow: true },
  { name: 'zero', tell: () => feed({ answer: '0' }) },
  { name: 'minus one', tell: () => feed({ answer: '-1' }) },
  { name: 'something four days old', tell: () => feed({ answer: '0.9', age: 4 * 86_400 }) },
  { name: 'nothing: it reverts', tell: () => feed({ reverts: true }) },
  // Within what the oracle admits, a lie is believed, and costs leavers alone.
  { name: 'a tenth less', tell: () => feed({ answer: '0.9' }), believedBps: 9_000n },
  { name: 'one hundredth more', tell: () => feed({ answer: '1.01' }), believedBps: 10_100n },
];

const ofVault = () => ({ address: on.vault, abi: lstVaultAbi }) as const;
const wstEthOf = (holder: `0x${string}`) =>
  on.client.readContract({ address: mainnet.wstEth, abi: erc20Abi, functionName: 'balanceOf', args: [holder] });

/** The pool is back at par for as long as the TWAP looks back, and the feed tells the truth again. */
async function truth(): Promise<void> {
  await feed({ answer: '0.9998' });
  await tradeToPrice(on, ((await readParWad(on)) * 99_985n) / 100_000n);
  await jump(on, { seconds: twapSeconds });
  const { valuation } = await readPosition(on);
  expect(valuation.marketWad).toBe(valuation.parWad);
}

/** What the oracle makes of a lie in one state of the pool. */
interface Setting {
  readonly pool: string;
  readonly prepare: () => Promise<void>;
  /** Market rate, bps of par. */
  readonly marketBps: bigint;
  readonly fresh: boolean;
}

/** The same lie beside a TWAP that is at par, and beside one that is silent, since the pool was thin. A silent source counts as the fallback. */
function settingsOf({ believedBps, tooLow, leftOut }: (typeof lies)[number]): readonly Setting[] {
  const fallback = bps - fallbackBps;
  const heard = believedBps ?? (leftOut ? undefined : tooLow ? floorBps : fallback);
  return [
    {
      pool: 'while the pool’s TWAP is fresh',
      prepare: () => Promise.resolve(),
      marketBps: heard === undefined ? bps : smaller(heard, bps),
      fresh: believedBps !== undefined || leftOut === true,
    },
    {
      pool: 'while the TWAP cannot be used either',
      prepare: () => silenceTwap(on),
      marketBps: smaller(heard ?? fallback, fallback),
      fresh: false,
    },
  ];
}

describe.each(lies)('the stETH/ETH feed says $name', (lie) => {
  const { tell } = lie;
  describe.each(settingsOf(lie))('$pool', ({ prepare, ...expected }) => {
    test('a withdrawal of all that is offered works, at the price that the rule gives', () =>
      on.undone(async () => {
        await prepare();
        await tell();
        const before = await readPosition(on);
        const { parWad, marketWad, bid, ask, accrued } = before.valuation;
        expect(apartBps(marketWad, (parWad * expected.marketBps) / bps)).toBeLessThanOrEqual(1n);
        const navMarket = navAt(before, marketWad, 'down');
        expect(bid).toBe(smaller(accrued, navMarket > 0n ? navMarket : 0n));
        expect(ask).toBe(larger(navAt(before, parWad, 'up'), navAt(before, marketWad, 'up')));

        const depositor = createSender(on.client, on.rpcUrl, on.accounts.depositor);
        const self = depositor.address;
        const limit = await on.client.readContract({ ...ofVault(), functionName: 'maxWithdraw', args: [self] });
        // Less a millionth, for the interest of the seconds until it is mined.
        const most = (limit * 999_999n) / 1_000_000n;
        // The floor is no lower than where a loop at five times is still worth something, so that leavers get what is idle and free.
        expect(most).toBeGreaterThan(parseEther('30'));
        const heldBefore = await wstEthOf(self);
        await depositor.send({ to: on.vault, abi: lstVaultAbi, functionName: 'withdraw', args: [most, self, self] });
        expect((await wstEthOf(self)) - heldBefore).toBe(most);
      }));

    test('nobody gains by entering and leaving around it, and nobody pays for it', () =>
      on.undone(async () => {
        const one = await createStranger(on);
        const told = async (): Promise<void> => {
          await prepare();
          await tell();
        };
        const orders: readonly (readonly (() => Promise<unknown>)[])[] = [
          [one.enter, told, one.leave, truth, one.leave],
          [told, one.enter, truth, one.leave],
          [told, one.enter, one.leave, truth, one.leave],
        ];
        for (const order of orders) {
          await on.undone(async () => {
            const [wealth, before] = [await one.wealth(), await readPosition(on)];
            for (const step of order) await step();
            const after = await readPosition(on);
            expect(await one.shares()).toBe(0n);
            expect(await one.wealth()).toBeLessThanOrEqual(wealth);
            // What the debt has grown by meanwhile is all that those who stayed may miss; a wei for each of Aave's roundings.
            const interest = ((after.debt - before.debt) * wad) / after.valuation.parWad + 10n;
            expect(after.valuation.navPar + interest).toBeGreaterThanOrEqual(before.valuation.navPar);
          });
        }
      }));

    test('entries are open while par is: the market is never over it, and what is owed makes par the dearer price', () =>
      on.undone(async () => {
        await prepare();
        await tell();
        const one = await createStranger(on);
        await one.sync();
        const { ask, parWad } = (await readPosition(on)).valuation;
        expect(await one.enter()).toBe(true);
        expect(ask).toBeGreaterThanOrEqual(navAt(await readPosition(on), parWad, 'down') - parseEther('10.001'));
      }));

    test(`entries into legs that must be read anew are ${expected.fresh ? 'open' : 'refused'}`, () =>
      on.undone(async () => {
        await jump(on, { seconds: vaultSettings.maxStalenessSeconds + 1 });
        await prepare();
        await tell();
        const one = await createStranger(on);
        expect(await one.enter()).toBe(expected.fresh);
      }));

    test('the keeper raises leverage only at a fresh price near par', () =>
      on.undone(async () => {
        await prepare();
        await tell();
        const before = await readPosition(on);
        const keeper = await on.startKeeper({ memory: on.memory });
        const entry = await keeper.tick();
        if (expected.fresh && expected.marketBps >= bps) {
          expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
          expect(apartBps((await readPosition(on)).leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
          return;
        }
        expect(entry.outcome).toEqual({ status: 'idle' });
        expect(reasonsOf(entry)).toMatch(
          expected.fresh
            ? /peg hold: No new leverage: the market is 1000 bps under par, .* 21\.0001 LST stay idle, and nothing is sold for it\.$/
            : /peg hold: No new leverage: a price source is silent, .* 21\.0001 LST stay idle, and nothing is sold for it\.$/,
        );
        const after = await readPosition(on);
        expect([after.collateral, after.idle, after.batches]).toEqual([before.collateral, before.idle, before.batches]);
      }));
  });
});

describe('a slash while nobody knows the market', () => {
  test('with a feed that says double and a TWAP that lags over par, the fallback counts, and it is restored', () =>
    on.undone(async () => {
      await rebase(on, { bps: -500 });
      await feed({ answer: '2' });
      const slashed = await readPosition(on);
      const { parWad, marketWad, bid } = slashed.valuation;
      expect(apartBps(marketWad, (parWad * (bps - fallbackBps)) / bps)).toBeLessThanOrEqual(1n);
      expect(bid).toBe(navAt(slashed, marketWad, 'down'));
      const keeper = await on.startKeeper({ memory: on.memory });
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      const after = await readPosition(on);
      expect(after.valuation.navPar).toBeGreaterThan(slashed.valuation.navPar);
      expect(stressed(after.healthFactorWad) * bps).toBeGreaterThan((106n * wad * (bps - 1n)) / 100n);
    }));

  test('is restored, in a sale that is bounded although no price is fresh', () =>
    on.undone(async () => {
      await silenceTwap(on);
      await tradeToPrice(on, await readParWad(on));
      await feed({ reverts: true });
      await rebase(on, { bps: -500 });
      const before = await readPosition(on);
      const { parWad, marketWad } = before.valuation;
      expect(apartBps(marketWad, (parWad * (bps - fallbackBps)) / bps)).toBeLessThanOrEqual(1n);
      const keeper = await on.startKeeper({ memory: on.memory });
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(
        /^health act: Stressed health factor 1\.029 is under the trigger 1\.040: repay \d+\.\d+ ETH with collateral\./,
      );
      const operation = entry.decision?.actions[0]?.operation;
      if (operation?.name !== 'leverDown') throw new Error('It did not lever down.');
      // A hundredth under the oracle's guess, or under Aave's price less the 5 % of the policy's stress where that is higher.
      const boundWad = (operation.ethWei * wad) / operation.maxLstWei;
      const guess = larger(marketWad, (parWad * 95n) / 100n);
      expect(apartBps(boundWad, (guess * 99n) / 100n)).toBeLessThanOrEqual(2n);
      const after = await readPosition(on);
      expect(apartBps(stressed(after.healthFactorWad), (106n * wad) / 100n)).toBeLessThanOrEqual(1n);
      expect(after.valuation.navPar * bps).toBeGreaterThan(before.valuation.navPar * (bps - 100n));
    }));

  test('in a pool that was traded out of its liquidity nothing is sold; idle LST is added under the debt, which raises no risk', () =>
    on.undone(async () => {
      await silenceTwap(on);
      await feed({ reverts: true });
      await rebase(on, { bps: -500 });
      const before = await readPosition(on);
      const keeper = await on.startKeeper({ memory: on.memory });
      const entry = await keeper.tick();
      expect(entry.outcome.status).toBe('confirmed');
      const after = await readPosition(on);
      expect(after.collateral).toBeGreaterThan(before.collateral);
      expect(after.debt).toBeGreaterThanOrEqual(before.debt);
      expect(after.healthFactorWad).toBeGreaterThan(before.healthFactorWad);
    }));
});
