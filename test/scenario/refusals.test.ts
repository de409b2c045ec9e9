import { erc20Abi, maxUint256, parseEther } from 'viem';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import { poolAbi } from '../../script/replica/aave/aaveAbi.ts';
import { mined } from '../../script/replica/recipes/mined.ts';
import { mintWeth } from '../../script/replica/recipes/mintWeth.ts';
import { changeEMode } from '../../script/replica/scenarios/eMode.ts';
import { freezeReserve } from '../../script/replica/scenarios/freeze.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { pauseReserve } from '../../script/replica/scenarios/pause.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import type { ScenarioKeeper } from '../support/scenarioVault.ts';
import { apartBps } from './support/apartBps.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';
import { stressed } from './support/stressed.ts';

const wad = 10n ** 18n;

let on: LeveredVault;
let keeper: ScenarioKeeper;
beforeAll(async () => {
  on = await startLeveredVault();
  await jump(on, { seconds: 3_600 });
  // Without a reason not to, the keeper would put this to work.
  await depositOnReplica(on, on.vault, parseEther('20'));
});
afterAll(() => on?.stop());
beforeEach(async () => {
  keeper = await on.startKeeper({ memory: on.memory });
});

const sent = () => on.client.getTransactionCount({ address: on.accounts.keeper.address });

/** What Aave may do to the market, and what the keeper says of it. */
const refusals = [
  {
    name: 'freezes wstETH',
    strike: () => freezeReserve(on, { asset: 'wsteth', frozen: true }),
    lift: () => freezeReserve(on, { asset: 'wsteth', frozen: false }),
    words:
      'market hold: No new leverage: Aave has frozen the LST reserve: nothing new can be supplied, repaying and withdrawing still work; ' +
      'Aave gives the LST a loan-to-value of zero: it may leave but supports no new debt.',
  },
  {
    name: 'freezes WETH',
    strike: () => freezeReserve(on, { asset: 'weth', frozen: true }),
    lift: () => freezeReserve(on, { asset: 'weth', frozen: false }),
    words:
      'market hold: No new leverage: Aave has frozen the WETH reserve: nothing new can be borrowed, repaying still works.',
  },
  {
    name: 'pauses wstETH',
    strike: () => pauseReserve(on, { asset: 'wsteth', paused: true }),
    lift: () => pauseReserve(on, { asset: 'wsteth', paused: false }),
    words:
      'market hold: No new leverage: Aave has paused the LST reserve: nothing moves in either direction until it is lifted.',
  },
  {
    name: 'pauses WETH',
    strike: () => pauseReserve(on, { asset: 'weth', paused: true }),
    lift: () => pauseReserve(on, { asset: 'weth', paused: false }),
    words:
      'market hold: No new leverage: Aave has paused the WETH reserve: not even repaying is possible until it is lifted.',
  },
  {
    name: 'sets the loan-to-value of wstETH to zero',
    strike: () => changeEMode(on, { ltvzero: true }),
    lift: () => changeEMode(on, { ltvzero: false }),
    words:
      'market hold: No new leverage: Aave gives the LST a loan-to-value of zero: it may leave but supports no new debt.',
  },
  {
    name: 'takes WETH out of what the e-mode borrows',
    strike: () => changeEMode(on, { borrowable: false }),
    lift: () => changeEMode(on, { borrowable: true }),
    words:
      'market hold: No new leverage: Aave has switched borrowing of WETH off; the e-mode category is no longer what the strategy was built for.',
  },
] as const;

describe.each(refusals)('Aave $name', ({ strike, lift, words }) => {
  test('the keeper does nothing, says why in words, and goes on once it is over', () =>
    on.undone(async () => {
      const [before, sentBefore] = [await readPosition(on), await sent()];
      await strike();
      for (const seconds of [12, 7_200]) {
        await jump(on, { seconds });
        const entry = await keeper.tick();
        expect(entry.outcome).toEqual({ status: 'idle' });
        expect(reasonsOf(entry).split('\n')).toContain(words);
      }
      const during = await readPosition(on);
      expect([during.collateral, during.idle, during.batches]).toEqual([
        before.collateral,
        before.idle,
        before.batches,
      ]);
      expect(await sent()).toBe(sentBefore);
      const [recorded] = await on.journal.recentTicks({ chainId: 1, vault: on.vault }, 1);
      expect(recorded?.reasons.join('\n')).toContain(words.slice('market hold: '.length));

      await lift();
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(apartBps((await readPosition(on)).leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
    }));
});

describe('debt can be repaid', () => {
  test.each([
    ['wstETH is frozen', () => freezeReserve(on, { asset: 'wsteth', frozen: true })],
    ['WETH is frozen', () => freezeReserve(on, { asset: 'weth', frozen: true })],
    ['the loan-to-value is zero', () => changeEMode(on, { ltvzero: true })],
    ['the e-mode no longer borrows WETH', () => changeEMode(on, { borrowable: false })],
  ] as const)('while %s: a slash is restored', (_, strike) =>
    on.undone(async () => {
      await strike();
      await rebase(on, { bps: -500 });
      const before = await readPosition(on);
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(/^health act: .* repay 101\.\d+ ETH with collateral/);
      const after = await readPosition(on);
      expect(apartBps(after.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
      expect(before.debt - after.debt).toBeGreaterThan(parseEther('101'));
    }),
  );

  test.each(['wsteth', 'weth'] as const)(
    'not while %s is paused: the keeper waits, and restores once it is lifted',
    (asset) =>
      on.undone(async () => {
        await pauseReserve(on, { asset, paused: true });
        await rebase(on, { bps: -500 });
        const sentBefore = await sent();
        const stuck = await keeper.tick();
        expect(stuck.outcome).toEqual({ status: 'idle' });
        expect(reasonsOf(stuck)).toMatch(
          asset === 'weth'
            ? /^health hold: Stressed health factor 1\.029 is under the trigger 1\.040, but nothing can be done: Aave has paused the WETH reserve: not even repaying is possible until it is lifted\.$/m
            : /^health hold: Stressed health factor 1\.029 is under the trigger 1\.040, but nothing can be done: Aave has paused the LST reserve: nothing moves in either direction until it is lifted\.$/m,
        );
        expect(await sent()).toBe(sentBefore);
        // Idle wstETH can be had all the while.
        await withdraw(parseEther('20'));
        await pauseReserve(on, { asset, paused: false });
        const freed = await keeper.tick();
        expect(freed.outcome.status, reasonsOf(freed)).toBe('confirmed');
      }),
  );

  test('by anybody, while WETH is frozen', () =>
    on.undone(async () => {
      await freezeReserve(on, { asset: 'weth', frozen: true });
      const account = on.accounts.rescuer.address;
      const before = await readPosition(on);
      await mintWeth(on, account, parseEther('10'));
      const approve = { address: mainnet.weth, abi: erc20Abi, functionName: 'approve', account } as const;
      await mined(on, on.client.writeContract({ ...approve, args: [mainnet.aavePool, maxUint256] }));
      const repay = { address: mainnet.aavePool, abi: poolAbi, functionName: 'repay', account } as const;
      await mined(on, on.client.writeContract({ ...repay, args: [mainnet.weth, parseEther('10'), 2n, on.loop] }));
      expect(before.debt - (await readPosition(on)).debt).toBeGreaterThan(parseEther('9.99'));
    }));
});

describe('Aave changes its e-mode', () => {
  test('a lower threshold that leaves the stress bearable causes no sale', () =>
    on.undone(async () => {
      const before = await readPosition(on);
      await changeEMode(on, { ltv: 9_000, threshold: 9_300, bonus: 10_100 });
      const after = await readPosition(on);
      expect(apartBps(after.healthFactorWad, (before.healthFactorWad * 93n) / 95n)).toBeLessThanOrEqual(1n);
      const entry = await keeper.tick();
      // What is new comes in at the same leverage, and the old debt stays.
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(
        /^health hold: Stressed health factor 1\.060 is over the trigger 1\.040 at 5\.00x\.$/m,
      );
      expect(reasonsOf(entry)).toMatch(/^allocate act: Put 19\.7999 LST to work/m);
      expect(stressed((await readPosition(on)).healthFactorWad)).toBeGreaterThanOrEqual((106n * wad) / 100n);
    }));

  test('wstETH leaves the category: the threshold falls to 81 %, and the keeper sells until that is safe', () =>
    on.undone(async () => {
      const before = await readPosition(on);
      await changeEMode(on, { collateral: false });
      const weak = await readPosition(on);
      expect(apartBps(weak.healthFactorWad, (before.healthFactorWad * 81n) / 95n)).toBeLessThanOrEqual(1n);
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(
        /^health act: Stressed health factor 0\.923 is under the trigger 1\.040: repay 206\./,
      );
      const safe = await readPosition(on);
      expect(apartBps(stressed(safe.healthFactorWad), (106n * wad) / 100n)).toBeLessThanOrEqual(1n);
      expect(safe.leverageWad).toBeLessThan((34n * wad) / 10n);
      expect(safe.valuation.navPar * 10_000n).toBeGreaterThan(before.valuation.navPar * 9_990n);

      await keeper.tick();
      await jump(on, { seconds: 3_600 });
      const rest = await keeper.tick();
      expect(rest.outcome).toEqual({ status: 'idle' });
      expect(reasonsOf(rest)).toContain(
        'market hold: No new leverage: the e-mode category is no longer what the strategy was built for.',
      );
    }));
});

async function withdraw(assets: bigint): Promise<void> {
  const depositor = createSender(on.client, on.rpcUrl, on.accounts.depositor);
  const args = [assets, depositor.address, depositor.address] as const;
  await depositor.send({ to: on.vault, abi: lstVaultAbi, functionName: 'withdraw', args });
}
