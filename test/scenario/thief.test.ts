import { type Abi, encodeFunctionData, erc20Abi, type Hex, maxUint256, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aaveV3LoopAbi } from '../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import { vaultSettings } from '../../script/deploy/vaultSettings.ts';
import { discount } from '../../script/replica/scenarios/discount.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { lidoStaking } from '../../script/replica/scenarios/lidoStaking.ts';
import { readParWad } from '../../script/replica/uniswap/readParWad.ts';
import { tradeToPrice } from '../../script/replica/uniswap/tradeToPrice.ts';
import { readArtifact } from '../../script/toolchain/readArtifact.ts';
import { apartBps } from './support/apartBps.ts';
import { readPosition } from './support/readPosition.ts';
import { reasonsOf } from './support/reasonsOf.ts';
import { type BatchAction, encodeBatch, operation, rebalanceAs, sendAs } from './support/rebalanceAs.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const wad = 10n ** 18n;
const bps = 10_000n;
const twapSeconds = 1_800;

let on: LeveredVault;
beforeAll(async () => {
  on = await startLeveredVault();
  await jump(on, { seconds: 3_600 });
  await depositOnReplica(on, on.vault, parseEther('20'));
});
afterAll(() => on?.stop());

/** What whoever stole the keeper's key sends; the market is traded by him as well. */
const steal = (actions: readonly BatchAction[], terms = {}) => rebalanceAs(on, on.accounts.keeper, actions, terms);
/** Lever up, by default without any bound of the caller. */
const up = (ethWei: bigint) => operation('leverUp', ethWei, 0n);
const down = (ethWei: bigint) => operation('leverDown', ethWei, maxUint256);
const eth = parseEther;
const held = () => {
  const args = [on.accounts.keeper.address] as const;
  return on.client.readContract({ address: mainnet.wstEth, abi: erc20Abi, functionName: 'balanceOf', args });
};

/** The batch reverts with the error, and the vault is as it was but for interest. */
async function expectRefused(attack: () => ReturnType<typeof steal>, error: RegExp): Promise<void> {
  const [before, heldBefore] = [await readPosition(on), await held()];
  const result = await attack();
  expect(result.reason, `${result.status}`).toMatch(error);
  const after = await readPosition(on);
  expect([after.collateral >= before.collateral, after.idle, after.batches]).toEqual([
    true,
    before.idle,
    before.batches,
  ]);
  expect(await held()).toBe(heldBefore);
}

describe('a swap at a ruinous price', () => {
  test('levering up into a pool that was traded dear: the issuer’s par is taken instead, and nothing is lost', () =>
    on.undone(async () => {
      await tradeToPrice(on, ((await readParWad(on)) * 1_019n) / 1_000n);
      const before = await readPosition(on);
      expect(await steal([{ kind: 'deploy', assets: eth('19'), data: up(eth('90')) }])).toEqual({ status: 'success' });
      const after = await readPosition(on);
      expect(before.valuation.navPar - after.valuation.navPar).toBeLessThan(1_000n);
    }));

  test('and while Lido takes no stake: nothing dearer than the bound is bought', () =>
    on.undone(async () => {
      await lidoStaking(on, { paused: true });
      await tradeToPrice(on, ((await readParWad(on)) * 1_019n) / 1_000n);
      const attack = [{ kind: 'deploy', assets: eth('19'), data: up(eth('90')) }] as const;
      await expectRefused(
        () => steal(attack),
        /PurchaseIncomplete \(eth 90000000000000000000, unspent 90000000000000000000\)$/,
      );
    }));

  test('levering down into a pool that was traded down within the block', () =>
    on.undone(async () => {
      await discount(on, { bps: 300 });
      await expectRefused(
        () => steal([{ kind: 'manage', data: down(eth('100')) }]),
        /PaidTooMuch \(paidLst 84\d{18}, maxLst 82\d{18}\)$/,
      );
    }));

  test('levering down into a pool that was held down for as long as the TWAP looks back: the batch’s loss bound holds', () =>
    on.undone(async () => {
      await discount(on, { bps: 300, wait: twapSeconds });
      await expectRefused(
        () => steal([{ kind: 'manage', data: down(eth('100')) }]),
        /BatchLossExceeded \(navBefore 12\d{19}, navAfter 11\d{19}, maxLossBps 100\)$/,
      );
    }));

  test('two halves in one batch are one loss', () =>
    on.undone(async () => {
      await discount(on, { bps: 300, wait: twapSeconds });
      const half = { kind: 'manage', data: down(eth('22')) } as const;
      await expectRefused(() => steal([half, half]), /BatchLossExceeded/);
      expect(await steal([half])).toEqual({ status: 'success' });
    }));

  test('the largest batch that is taken loses one hundredth, and so does each one after it', () =>
    on.undone(async () => {
      await discount(on, { bps: 300, wait: twapSeconds });
      for (let batch = 0; batch < 3; batch += 1) {
        // He buys back what his last batch sold, so that the price is no worse than the slippage bound allows.
        await discount(on, { bps: 300 });
        const data = down(await largestTaken((ethWei) => [{ kind: 'manage', data: down(ethWei) }], eth('80')));
        expect(await steal([{ kind: 'manage', data }])).toEqual({ status: 'success' });
        const after = await readPosition(on);
        // As the vault itself measured it, within the transaction.
        const [rebalanced] = await on.client.getContractEvents({
          ...{ address: on.vault, abi: lstVaultAbi, eventName: 'Rebalanced', strict: true },
          ...{ fromBlock: 'latest', toBlock: 'latest' },
        });
        if (rebalanced === undefined) throw new Error('The batch left no event.');
        const { navBefore: from, navAfter: to } = rebalanced.args;
        expect(to * bps).toBeGreaterThanOrEqual(from * (bps - BigInt(vaultSettings.maxBatchLossBps)));
        // The bound is what stopped him, to a thousandth of it.
        expect((from - to) * 100_000n).toBeGreaterThan(from * 999n);
        expect(after.totalAssets).toBeLessThanOrEqual(to);
      }
    }));
});

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
  return low - 10n ** 14n;
}

describe('leverage', () => {
  test('past the health floor is refused', () =>
    on.undone(() =>
      expectRefused(
        () => steal([{ kind: 'manage', data: up(eth('400')) }]),
        /HealthBelowFloor \(healthFactorWad 1080\d{15}, floorWad 1096039066739012480\)$/,
      ),
    ));

  test('up to the floor is taken, costs next to nothing, and an honest keeper takes it back', () =>
    on.undone(async () => {
      const before = await readPosition(on);
      const most = await largestTaken((ethWei) => [{ kind: 'manage', data: up(ethWei) }], eth('400'));
      expect(await steal([{ kind: 'manage', data: up(most) }])).toEqual({ status: 'success' });
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
      expectRefused(
        () => steal([{ kind: 'free', assets: eth('60') }]),
        /WithdrawExceedsAvailable \(requested 60000000000000000000, available 1\d{19}\)$/,
      ),
    ));
});

describe('limits of the vault', () => {
  test('a target over the cap', () =>
    on.undone(async () => {
      const guardian = createSender(on.client, on.rpcUrl, on.accounts.guardian);
      await guardian.send({ to: on.vault, abi: lstVaultAbi, functionName: 'lowerCap', args: [on.loop, eth('110')] });
      await expectRefused(
        () => steal([{ kind: 'deploy', assets: eth('19') }]),
        /CapExceeded \(strategy 0x[0-9a-fA-F]{40}, allocation 11\d{19}, capAssets 110000000000000000000\)$/,
      );
      // What stands over a cap may always shrink.
      await guardian.send({ to: on.vault, abi: lstVaultAbi, functionName: 'lowerCap', args: [on.loop, eth('50')] });
      expect(await steal([{ kind: 'free', assets: eth('5') }])).toEqual({ status: 'success' });
    }));

  test('an unlisted strategy, be it an account of his own or a genuine loop of this vault', () =>
    on.undone(async () => {
      const { eModeCategory, ...limits } = vaultSettings.aave;
      const thief = createSender(on.client, on.rpcUrl, on.accounts.keeper);
      const args = [on.vault, mainnet.aavePool, mainnet.wstEthWethPool, mainnet.weth, eModeCategory, limits];
      const genuine = await thief.deploy({ name: 'AaveV3Loop', ...(await readArtifact('AaveV3Loop')), args });
      for (const strategy of [on.accounts.keeper.address, genuine.address]) {
        for (const kind of ['deploy', 'free', 'manage'] as const) {
          const assets = kind === 'manage' ? 0n : eth('1');
          await expectRefused(
            () => steal([{ kind, strategy, assets, data: up(eth('1')) }]),
            new RegExp(`StrategyNotListed \\(strategy ${strategy}\\)$`),
          );
        }
      }
      const listing = { abi: lstVaultAbi, functionName: 'addStrategy', args: [genuine.address, eth('1000')] } as const;
      await expectRefused(
        () => sendAs(on, on.accounts.keeper, on.vault, encodeFunctionData(listing)),
        /AccessManagedUnauthorized/,
      );
    }));

  test('more than is idle, assets with a reshaping, an operation that does not exist, a batch without actions', () =>
    on.undone(async () => {
      await expectRefused(() => steal([{ kind: 'deploy', assets: eth('22') }]), /IdleInsufficient \(requested 22/);
      await expectRefused(() => steal([{ kind: 'manage', assets: 1n, data: up(eth('1')) }]), /ManageMovesNoAssets/);
      const transfer = call(erc20Abi, 'transfer', [on.accounts.keeper.address, eth('1')]);
      await expectRefused(
        () => steal([{ kind: 'manage', data: transfer }]),
        /UnknownOperation \(selector 0xa9059cbb\)$/,
      );
      await expectRefused(() => steal([]), /BatchEmpty/);
    }));
});

describe('taking it out', () => {
  test('what is freed goes to the vault and to nobody else', () =>
    on.undone(async () => {
      const [before, heldBefore] = [await readPosition(on), await held()];
      expect(await steal([{ kind: 'free', assets: eth('5'), data: down(eth('30')) }])).toEqual({ status: 'success' });
      const after = await readPosition(on);
      expect(after.idle - before.idle).toBe(eth('5'));
      expect(await held()).toBe(heldBefore);
      expect(after.valuation.navPar * bps).toBeGreaterThan(before.valuation.navPar * (bps - 10n));
    }));

  test('the depositor’s shares, the vault’s own tokens and the loop are out of reach', () =>
    on.undone(async () => {
      const thief = on.accounts.keeper;
      const [depositor, self] = [on.accounts.depositor.address, thief.address];
      const toVault = (name: string, args: readonly unknown[]) =>
        sendAs(on, thief, on.vault, call(lstVaultAbi, name, args));
      const toLoop = (name: string, args: readonly unknown[]) =>
        sendAs(on, thief, on.loop, call(aaveV3LoopAbi, name, args));
      await expectRefused(() => toVault('withdraw', [eth('1'), self, depositor]), /ERC20InsufficientAllowance/);
      await expectRefused(() => toVault('redeem', [eth('1'), self, depositor]), /ERC20InsufficientAllowance/);
      await expectRefused(() => toVault('withdraw', [eth('1'), self, on.vault]), /ERC4626ExceededMaxWithdraw/);
      await expectRefused(() => toVault('setOracle', [self]), /AccessManagedUnauthorized/);
      await expectRefused(() => toVault('setMaxBatchLoss', [500]), /AccessManagedUnauthorized/);
      await expectRefused(() => toVault('upgradeToAndCall', [self, '0x']), /AccessManagedUnauthorized/);
      for (const [name, args] of [
        ['free', [eth('1'), '0x']],
        ['deploy', [0n, up(eth('1'))]],
        ['manage', [down(eth('1'))]],
        ['leverUp', [eth('1'), 0n]],
        ['leverDown', [eth('1'), maxUint256]],
      ] as const) {
        await expectRefused(() => toLoop(name, args), /OnlyVault \(caller 0x/);
      }
    }));
});

describe('a batch is good once', () => {
  test('sent again, sent too late, sent ahead of its turn, sent by a stranger', () =>
    on.undone(async () => {
      const actions = [{ kind: 'manage', data: down(eth('1')) }] as const;
      const data = await encodeBatch(on, actions);
      await expectRefused(() => sendAs(on, on.accounts.stranger, on.vault, data), /AccessManagedUnauthorized/);
      expect(await sendAs(on, on.accounts.keeper, on.vault, data)).toEqual({ status: 'success' });
      await expectRefused(
        () => sendAs(on, on.accounts.keeper, on.vault, data),
        /BatchNonceWrong \(nonce 1, expected 2\)$/,
      );
      await expectRefused(() => steal(actions, { nonce: 3n }), /BatchNonceWrong \(nonce 3, expected 2\)$/);
      const { timestamp } = await on.client.getBlock();
      await expectRefused(
        () => steal(actions, { deadline: timestamp - 1n }),
        /BatchExpired \(deadline \d+, timestamp \d+\)$/,
      );
    }));
});

function call(abi: Abi, functionName: string, args: readonly unknown[]): Hex {
  return encodeFunctionData({ abi, functionName, args });
}
