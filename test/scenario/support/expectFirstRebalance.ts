import { erc20Abi } from 'viem';
import { expect } from 'vitest';
import { aaveV3LoopAbi } from '../../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { depositWei, type ScenarioKeeper, type ScenarioVault } from '../../support/scenarioVault.ts';
import { apartBps } from './apartBps.ts';
import { readPosition } from './readPosition.ts';
import { reasonsOf } from './reasonsOf.ts';
import { stressed } from './stressed.ts';

const wad = 10n ** 18n;
const bps = 10_000n;

/** The keeper's first tick on a vault with 100 idle wstETH: what must be true of it on every replica, whatever code Lido is. */
export async function expectFirstRebalance(on: ScenarioVault, keeper: ScenarioKeeper): Promise<void> {
  const { client, vault, loop, accounts } = on;
  const sent = () => client.getTransactionCount({ address: accounts.keeper.address });
  const [before, sentBefore] = await Promise.all([readPosition(on), sent()]);
  expect([before.collateral, before.debt, before.batches]).toEqual([0n, 0n, 0n]);
  expect(before.idle - depositWei).toBe(wad / 100n);

  const entry = await keeper.tick();

  expect(entry.outcome.status, reasonsOf(entry)).toBe('confirmed');
  if (entry.outcome.status !== 'confirmed') return;
  const { hash, blockHash, gasUsed } = entry.outcome;
  const [block, receipt] = await Promise.all([client.getBlock({ blockHash }), client.getTransactionReceipt({ hash })]);
  // One transaction of the keeper, alone in its block, that carries the decision it was made for.
  expect(block.transactions).toEqual([hash]);
  expect([receipt.status, receipt.from, receipt.to]).toEqual([
    'success',
    accounts.keeper.address.toLowerCase(),
    vault.toLowerCase(),
  ]);
  expect((await sent()) - sentBefore).toBe(1);
  expect(gasUsed).toBeLessThan(1_100_000n);
  const [rebalanced] = await client.getContractEvents({
    ...{ address: vault, abi: lstVaultAbi, eventName: 'Rebalanced' },
    ...{ fromBlock: receipt.blockNumber, toBlock: receipt.blockNumber, strict: true },
  });
  expect(rebalanced?.args).toMatchObject({ nonce: 0n, decisionHash: entry.hashes?.decisionHash });

  const after = await readPosition(on);
  const action = entry.decision?.actions[0];
  expect(entry.decision?.actions).toHaveLength(1);
  expect(action).toMatchObject({ kind: 'deploy', strategy: loop, operation: { name: 'leverUp' } });
  if (action?.operation?.name !== 'leverUp') return;
  // Debt and idle to the wei; Aave owes its users a wei less, and is owed a wei more, than was moved.
  expect(after.idle).toBe(before.idle - action.assets);
  expect(after.debt - action.operation.ethWei).toBeGreaterThanOrEqual(0n);
  expect(after.debt - action.operation.ethWei).toBeLessThanOrEqual(1n);
  expect(after.batches).toBe(1n);
  // The policy's maximum of five.
  expect(apartBps(after.leverageWad, 5n * wad)).toBeLessThanOrEqual(1n);

  const floor = await client.readContract({ address: loop, abi: aaveV3LoopAbi, functionName: 'healthFloorWad' });
  expect(after.healthFactorWad).toBeGreaterThan(floor);
  expect(stressed(after.healthFactorWad)).toBeGreaterThan((106n * wad) / 100n);
  const planned = entry.decision?.reasons.find(({ verdict }) => verdict === 'act')?.facts;
  expect(apartBps(stressed(after.healthFactorWad), planned?.stressedHealthAfterWad)).toBeLessThanOrEqual(1n);

  // What the market gave over par is counted in, and it cost nobody anything.
  expect(after.valuation.navPar).toBeGreaterThanOrEqual((before.valuation.navPar * (bps - 10n)) / bps);
  expect(after.totalAssets).toBeLessThanOrEqual(before.totalAssets + wad / 1_000n);
  for (const token of [mainnet.wstEth, mainnet.weth, mainnet.stEth]) {
    for (const spender of [mainnet.aavePool, mainnet.wstEthWethPool, mainnet.wstEth, vault]) {
      const args = [loop, spender] as const;
      expect(await client.readContract({ address: token, abi: erc20Abi, functionName: 'allowance', args })).toBe(0n);
    }
    const held = { address: token, abi: erc20Abi, functionName: 'balanceOf', args: [loop] } as const;
    expect(await client.readContract(held)).toBeLessThanOrEqual(1n);
  }
  expect(await client.getBalance({ address: loop })).toBe(0n);

  const { journal } = on;
  const account = { chainId: 1, sender: accounts.keeper.address };
  const [recorded, ...others] = await journal.recentTicks({ chainId: 1, vault }, 5);
  expect(others).toEqual([]);
  expect(recorded).toMatchObject({ status: 'confirmed', transaction: hash, decisionHash: entry.hashes?.decisionHash });
  expect(await journal.unfinished(account)).toEqual([]);
  expect((await journal.minedSince(account, 0n)).map(({ intent }) => intent.hash)).toEqual([hash]);
}
