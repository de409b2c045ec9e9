import type { Address } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { LeverOperations } from './leverOperations.ts';
import type { BenchVault } from './openVault.ts';
import { positionOf } from './positionOf.ts';
import { rebalanceGas } from './rebalanceGas.ts';
import { relist } from './relist.ts';

/** One way of levering, as a strategy for the bench's vault. */
export type Contestant = LeverOperations & { readonly strategy: Address };

/** What one transaction took. */
export interface Toll {
  readonly gas: number;
  /** Value at par that is gone, and the gas at 10 gwei, in bps of the vault's net asset value. Negative: a gain. */
  readonly costBps: number;
}

const gasPriceWei = 10n ** 10n;

/**
 * Deploys the vault's LST (wei) into a contestant, levers it to a debt (WETH wei) and repays all of it.
 *
 * @throws KeeperError `stop` where it does less than it was asked for, and so would win unfairly
 */
export async function leverUpAndDown(
  bench: BenchVault,
  contestant: Contestant,
  assets: bigint,
  debt: bigint,
): Promise<{ readonly up: Toll; readonly down: Toll }> {
  const { strategy } = contestant;
  if (strategy !== bench.loop) await relist(bench, { remove: bench.loop, add: strategy });
  await rebalanceGas(bench, { strategy, assets, data: '0x' });
  const up = await takeToll(bench, strategy, contestant.up(assets, debt));
  const levered = await positionOf(bench, strategy);
  requireDebt(levered.debt, debt);
  const down = await takeToll(bench, strategy, contestant.down(levered.collateral, levered.debt));
  requireDebt((await positionOf(bench, strategy)).debt, 0n);
  return { up, down };
}

async function takeToll(bench: BenchVault, strategy: Address, data: `0x${string}`): Promise<Toll> {
  const before = await valuation(bench);
  const gas = await rebalanceGas(bench, { strategy, assets: 0n, data });
  const after = await valuation(bench);
  const gasLst = (BigInt(gas) * gasPriceWei * 10n ** 18n) / before.parWad;
  const lost = before.navPar - after.navPar + gasLst;
  return { gas, costBps: Number((lost * 10_000_000n) / before.navPar) / 1_000 };
}

async function valuation({ node: { client }, vault }: BenchVault) {
  return client.readContract({ address: vault, abi: lstVaultAbi, functionName: 'valuation' });
}

function requireDebt(actual: bigint, expected: bigint): void {
  const distance = actual > expected ? actual - expected : expected - actual;
  if (distance * 10_000n <= expected) return;
  throw new KeeperError(`A loop that was to owe ${expected} wei owes ${actual} wei: it cannot be compared.`, {
    kind: 'stop',
    facts: { actual, expected },
  });
}
