import { type Abi, encodeFunctionData, erc20Abi, type Hex, maxUint256, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aaveV3LoopAbi } from '../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { createSender } from '../../script/deploy/createSender.ts';
import { depositOnReplica } from '../../script/deploy/depositOnReplica.ts';
import { loopRisks } from '../../script/deploy/loopRisks.ts';
import { vaultSettings } from '../../script/deploy/vaultSettings.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { readArtifact } from '../../script/toolchain/readArtifact.ts';
import { createThief } from './support/createThief.ts';
import { readPosition } from './support/readPosition.ts';
import { encodeBatch, sendAs } from './support/rebalanceAs.ts';
import { type LeveredVault, startLeveredVault } from './support/startLeveredVault.ts';

const bps = 10_000n;
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

describe('limits of the vault', () => {
  test('a target over the cap', () =>
    on.undone(async () => {
      const guardian = createSender(on.client, on.rpcUrl, on.accounts.guardian);
      await guardian.send({ to: on.vault, abi: lstVaultAbi, functionName: 'lowerCap', args: [on.loop, eth('110')] });
      await robber.expectRefused(
        () => robber.steal([{ kind: 'deploy', assets: eth('19') }]),
        /CapExceeded \(strategy 0x[0-9a-fA-F]{40}, allocation 11\d{19}, capAssets 110000000000000000000\)$/,
      );
      // What stands over a cap may always shrink.
      await guardian.send({ to: on.vault, abi: lstVaultAbi, functionName: 'lowerCap', args: [on.loop, eth('50')] });
      expect(await robber.steal([{ kind: 'free', assets: eth('5') }])).toEqual({ status: 'success' });
      const shrink = { kind: 'free', assets: eth('5'), data: robber.down(eth('40')) } as const;
      expect(await robber.steal([shrink])).toEqual({ status: 'success' });
    }));

  test('a target over the cap of a risk that it shares', () =>
    on.undone(async () => {
      const guardian = createSender(on.client, on.rpcUrl, on.accounts.guardian);
      const pool = loopRisks.find(({ kind }) => kind === 'pool')?.id;
      if (pool === undefined) throw new Error('The loop shares no pool.');
      const lower = async (...caps: readonly [capAssets: bigint, capBps: number]) =>
        guardian.send({ to: on.vault, abi: lstVaultAbi, functionName: 'lowerRiskCap', args: [pool, ...caps] });
      const deploy = () => robber.steal([{ kind: 'deploy', assets: eth('19') }]);
      // Nine tenths of some 120.
      await lower(eth('1000'), 9_000);
      await robber.expectRefused(
        deploy,
        new RegExp(`RiskCapExceeded \\(id ${pool}, allocation 11\\d{19}, cap 10\\d{19}\\)$`),
      );
      await lower(eth('105'), 9_000);
      await robber.expectRefused(deploy, /RiskCapExceeded \(.* cap 105000000000000000000\)$/);
    }));

  test('what raises risk while the guardian has paused it; what lowers it goes on, and a revoked key does nothing', () =>
    on.undone(async () => {
      const guardian = createSender(on.client, on.rpcUrl, on.accounts.guardian);
      const toVault = { to: on.vault, abi: lstVaultAbi } as const;
      await guardian.send({ ...toVault, functionName: 'pause', args: [2] });
      await robber.expectRefused(
        () => robber.steal([{ kind: 'manage', data: robber.up(eth('1')) }]),
        /Paused \(flags 2\)$/,
      );
      const down = { kind: 'manage', data: robber.down(eth('1')) } as const;
      // One action that raises, and the whole batch does.
      const mixed = [down, { kind: 'manage', data: robber.up(eth('1')) }] as const;
      await robber.expectRefused(() => robber.steal(mixed), /Paused \(flags 2\)$/);
      expect(await robber.steal([down])).toEqual({ status: 'success' });
      await guardian.send({ ...toVault, functionName: 'revokeKeeper', args: [on.accounts.keeper.address] });
      await robber.expectRefused(() => robber.steal([down]), /KeeperIsRevoked/);
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
          await robber.expectRefused(
            () => robber.steal([{ kind, strategy, assets, data: robber.up(eth('1')) }]),
            new RegExp(`StrategyNotListed \\(strategy ${strategy}\\)$`),
          );
        }
      }
      const listing = { abi: lstVaultAbi, functionName: 'addStrategy', args: [genuine.address, eth('1000')] } as const;
      await robber.expectRefused(
        () => sendAs(on, on.accounts.keeper, on.vault, encodeFunctionData(listing)),
        /AccessManagedUnauthorized/,
      );
    }));

  test('more than is idle, assets with a reshaping, an operation that does not exist, a batch without actions', () =>
    on.undone(async () => {
      await robber.expectRefused(
        () => robber.steal([{ kind: 'deploy', assets: eth('22') }]),
        /IdleInsufficient \(requested 22/,
      );
      await robber.expectRefused(
        () => robber.steal([{ kind: 'manage', assets: 1n, data: robber.up(eth('1')) }]),
        /ManageMovesNoAssets/,
      );
      const transfer = call(erc20Abi, 'transfer', [on.accounts.keeper.address, eth('1')]);
      await robber.expectRefused(
        () => robber.steal([{ kind: 'manage', data: transfer }]),
        /UnknownOperation \(selector 0xa9059cbb\)$/,
      );
      await robber.expectRefused(() => robber.steal([]), /BatchEmpty/);
    }));
});

describe('taking it out', () => {
  test('what is freed goes to the vault and to nobody else', () =>
    on.undone(async () => {
      const [before, heldBefore] = [await readPosition(on), await robber.held()];
      expect(await robber.steal([{ kind: 'free', assets: eth('5'), data: robber.down(eth('30')) }])).toEqual({
        status: 'success',
      });
      const after = await readPosition(on);
      expect(after.idle - before.idle).toBe(eth('5'));
      expect(await robber.held()).toBe(heldBefore);
      expect(after.valuation.navPar * bps).toBeGreaterThan(before.valuation.navPar * (bps - 10n));
    }));

  test('the depositor’s shares, the vault’s own tokens and the loop are out of reach', () =>
    on.undone(async () => {
      const thief = on.accounts.keeper;
      const budget = { capacityBps: 100, period: 86_400 };
      const [depositor, self] = [on.accounts.depositor.address, thief.address];
      const toVault = (name: string, args: readonly unknown[]) =>
        sendAs(on, thief, on.vault, call(lstVaultAbi, name, args));
      const toLoop = (name: string, args: readonly unknown[]) =>
        sendAs(on, thief, on.loop, call(aaveV3LoopAbi, name, args));
      await robber.expectRefused(() => toVault('withdraw', [eth('1'), self, depositor]), /ERC20InsufficientAllowance/);
      await robber.expectRefused(() => toVault('redeem', [eth('1'), self, depositor]), /ERC20InsufficientAllowance/);
      await robber.expectRefused(() => toVault('withdraw', [eth('1'), self, on.vault]), /ERC4626ExceededMaxWithdraw/);
      await robber.expectRefused(() => toVault('setOracle', [self]), /AccessManagedUnauthorized/);
      await robber.expectRefused(() => toVault('setLossBudgets', [budget, budget]), /AccessManagedUnauthorized/);
      await robber.expectRefused(() => toVault('upgradeToAndCall', [self, '0x']), /AccessManagedUnauthorized/);
      for (const [name, args] of [
        ['free', [eth('1'), '0x']],
        ['deploy', [0n, robber.up(eth('1'))]],
        ['manage', [robber.down(eth('1'))]],
        ['leverUp', [eth('1'), 0n]],
        ['leverDown', [eth('1'), maxUint256]],
      ] as const) {
        await robber.expectRefused(() => toLoop(name, args), /OnlyVault \(caller 0x/);
      }
    }));
});

describe('a batch is good once', () => {
  test('sent again, sent too late, sent ahead of its turn, sent by a stranger', () =>
    on.undone(async () => {
      const actions = [{ kind: 'manage', data: robber.down(eth('1')) }] as const;
      const data = await encodeBatch(on, actions);
      await robber.expectRefused(() => sendAs(on, on.accounts.stranger, on.vault, data), /AccessManagedUnauthorized/);
      expect(await sendAs(on, on.accounts.keeper, on.vault, data)).toEqual({ status: 'success' });
      await robber.expectRefused(
        () => sendAs(on, on.accounts.keeper, on.vault, data),
        /BatchNonceWrong \(nonce 1, expected 2\)$/,
      );
      await robber.expectRefused(
        () => robber.steal(actions, { nonce: 3n }),
        /BatchNonceWrong \(nonce 3, expected 2\)$/,
      );
      const { timestamp } = await on.client.getBlock();
      await robber.expectRefused(
        () => robber.steal(actions, { deadline: timestamp - 1n }),
        /BatchExpired \(deadline \d+, timestamp \d+\)$/,
      );
    }));
});

function call(abi: Abi, functionName: string, args: readonly unknown[]): Hex {
  return encodeFunctionData({ abi, functionName, args });
}
