import { parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aaveV3LoopAbi } from '../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import { vaultSettings } from '../../script/deploy/vaultSettings.ts';
import { discount } from '../../script/replica/scenarios/discount.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { lidoStaking } from '../../script/replica/scenarios/lidoStaking.ts';
import { readParWad } from '../../script/replica/uniswap/readParWad.ts';
import { tradeToPrice } from '../../script/replica/uniswap/tradeToPrice.ts';
import { apartBps } from './support/apartBps.ts';
import { createThief } from './support/createThief.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { type BatchAction, encodeBatch } from './support/rebalanceAs.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const wad = 10n ** 18n;
const bps = 10_000n;
const twapSeconds = 1_800;
const eth = parseEther;

let on: LeveredVault;
let robber: ReturnType<typeof createThief>;
beforeAll(async () => {
  on = await startLeveredVault();
  robber = createThief(on);
  await jump(on, { seconds: 3_600 });
  await depositOnReplica(on, on.vault, parseEther('20'));
});
afterAll(() => on?.stop());

describe('a swap at a ruinous price', () => {
  test('levering up into a pool that was traded dear: the issuer’s par is taken instead, and nothing is lost', () =>
    on.undone(async () => {
      await tradeToPrice(on, ((await readParWad(on)) * 1_019n) / 1_000n);
      const before = await readPosition(on);
      expect(await robber.steal([{ kind: 'deploy', assets: eth('19'), data: robber.up(eth('90')) }])).toEqual({
        status: 'success',
      });
      const after = await readPosition(on);
      // A few seconds of interest.
      expect(before.valuation.navPar - after.valuation.navPar).toBeLessThan(10n ** 13n);
    }));

  test('and while Lido takes no stake: nothing dearer than the bound is bought', () =>
    on.undone(async () => {
      await lidoStaking(on, { paused: true });
      await tradeToPrice(on, ((await readParWad(on)) * 1_019n) / 1_000n);
      const attack = [{ kind: 'deploy', assets: eth('19'), data: robber.up(eth('90')) }] as const;
      await robber.expectRefused(
        () => robber.steal(attack),
        /PurchaseIncomplete \(eth 90000000000000000000, unspent 90000000000000000000\)$/,
      );
    }));

  test('levering down into a pool that was traded down within the block', () =>
    on.undone(async () => {
      await discount(on, { bps: 300 });
      await robber.expectRefused(
        () => robber.steal([{ kind: 'manage', data: robber.down(eth('100')) }]),
        /PaidTooMuch \(paidLst 84\d{18}, maxLst 82\d{18}\)$/,
      );
    }));

  test('levering down into a pool that was held down for as long as the TWAP looks back: the loss budget holds', () =>
    on.undone(async () => {
      await discount(on, { bps: 500, wait: twapSeconds });
      await robber.expectRefused(
        () => robber.steal([{ kind: 'manage', data: robber.down(eth('90')) }]),
        /LossBudgetExceeded \(riskUp false, lossWad 3[0-9]{16}, availableWad 30000000000000000\)$/,
      );
    }));

  test('two halves in one batch are one loss', () =>
    on.undone(async () => {
      await discount(on, { bps: 700, wait: twapSeconds });
      const half = { kind: 'manage', data: robber.down(eth('30')) } as const;
      await robber.expectRefused(() => robber.steal([half, half]), /LossBudgetExceeded \(riskUp false/);
      expect(await robber.steal([half])).toEqual({ status: 'success' });
      await robber.expectRefused(() => robber.steal([half]), /LossBudgetExceeded \(riskUp false/);
    }));

  test('a gain elsewhere in the batch hides no loss, and one action that raises draws on the smaller budget', () =>
    on.undone(async () => {
      await discount(on, { bps: 500, wait: twapSeconds });
      const down = { kind: 'manage', data: robber.down(eth('45')) } as const;
      // Bought back at once in the same cheap pool: as a whole the batch loses little, its first action does not.
      const up = { kind: 'manage', data: robber.up(eth('46')) } as const;
      await robber.expectRefused(() => robber.steal([down, up]), /LossBudgetExceeded \(riskUp true, lossWad \d{17},/);
    }));

  test('all batches together take the budget and what refills, however they are cut', () =>
    on.undone(async () => {
      const full = BigInt(vaultSettings.riskDown.capacityBps) * 10n ** 14n;
      const refill = (seconds: bigint) => (full * seconds) / BigInt(vaultSettings.riskDown.period);
      await discount(on, { bps: 500, wait: twapSeconds });
      const first = await takeMost();
      // The budget is what stopped him, to a thousandth of it.
      expect(first.lossWad * 1_000n).toBeGreaterThan(full * 999n);
      expect(first.lossWad).toBeLessThanOrEqual(full);
      const again = await takeMost();
      expect(again.lossWad).toBeLessThanOrEqual(refill(again.timestamp - first.timestamp) + full - first.lossWad);
      await jump(on, { seconds: 8 * 3_600 });
      const later = await takeMost();
      expect(later.lossWad * 100n).toBeGreaterThan(refill(8n * 3_600n) * 99n);
      const taken = first.lossWad + again.lossWad + later.lossWad;
      expect(taken).toBeLessThanOrEqual(full + refill(later.timestamp - first.timestamp));
    }));
});

/** The thief sells as much as the vault lets him, in a pool that he has brought back to his price, and is charged for it. */
async function takeMost(): Promise<{ readonly lossWad: bigint; readonly timestamp: bigint }> {
  await discount(on, { bps: 500 });
  const data = robber.down(await largestTaken((ethWei) => [{ kind: 'manage', data: robber.down(ethWei) }], eth('90')));
  expect(await robber.steal([{ kind: 'manage', data }])).toEqual({ status: 'success' });
  const [charged] = await on.client.getContractEvents({
    ...{ address: on.vault, abi: lstVaultAbi, eventName: 'LossCharged', strict: true },
    ...{ fromBlock: 'latest', toBlock: 'latest' },
  });
  if (charged === undefined) throw new Error('The batch was charged nothing.');
  expect(charged.args.riskUp).toBe(false);
  const { timestamp } = await on.client.getBlock();
  return { lossWad: charged.args.lossWad, timestamp };
}

/** The largest amount (ETH wei) of a batch that the vault would take now, by bisection, less what a few seconds of interest ask for. */
async function largestTaken(batch: (ethWei: bigint) => readonly BatchAction[], tooMuch: bigint): Promise<bigint> {
  const { client, accounts, vault } = on;
  let [low, high] = [0n, tooMuch];
  while (high - low > 10n ** 12n) {
    const middle = (low + high) / 2n;
    const data = await encodeBatch(on, batch(middle));
    const taken = await client.call({ account: accounts.keeper, to: vault, data }).then(
      () => true,
      () => false,
    );
    [low, high] = taken ? [middle, high] : [low, middle];
  }
  return low > 10n ** 14n ? low - 10n ** 14n : low;
}

describe('leverage', () => {
  test('past the health floor is refused', () =>
    on.undone(() =>
      robber.expectRefused(
        () => robber.steal([{ kind: 'manage', data: robber.up(eth('400')) }]),
        /HealthBelowFloor \(healthFactorWad 1080\d{15}, floorWad 1096039066739012480\)$/,
      ),
    ));

  test('up to the floor is taken, costs next to nothing, and an honest keeper takes it back', () =>
    on.undone(async () => {
      const before = await readPosition(on);
      const most = await largestTaken((ethWei) => [{ kind: 'manage', data: robber.up(ethWei) }], eth('400'));
      expect(await robber.steal([{ kind: 'manage', data: robber.up(most) }])).toEqual({ status: 'success' });
      const geared = await readPosition(on);
      const address = on.loop;
      const floor = await on.client.readContract({ address, abi: aaveV3LoopAbi, functionName: 'healthFloorWad' });
      expect(geared.healthFactorWad).toBeGreaterThanOrEqual(floor);
      expect(apartBps(geared.healthFactorWad, floor)).toBeLessThanOrEqual(1n);
      expect(geared.valuation.navPar * bps).toBeGreaterThan(before.valuation.navPar * (bps - 10n));

      const keeper = await on.startKeeper({ memory: on.memory });
      const entry = await keeper.tick();
      expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
      expect(reasonsOf(entry)).toMatch(/^health act: Stressed health factor 1\.000 is under the trigger 1\.040: repay/);
      expect(apartBps((await readPosition(on)).leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);
    }));

  test('out of the floor by taking collateral is refused', () =>
    on.undone(() =>
      robber.expectRefused(
        () => robber.steal([{ kind: 'free', assets: eth('60') }]),
        /WithdrawExceedsAvailable \(requested 60000000000000000000, available 1\d{19}\)$/,
      ),
    ));
});
