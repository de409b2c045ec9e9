import { parseEther } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { readParWad } from '../../replica/uniswap/readParWad.ts';
import { type Contestant, contestants } from '../support/contestants.ts';
import { type BenchVault, openVault } from '../support/openVault.ts';
import { positionOf } from '../support/positionOf.ts';
import { rebalanceGas } from '../support/rebalanceGas.ts';
import { relist } from '../support/relist.ts';
import { setMaxBatchLoss } from '../support/setMaxBatchLoss.ts';
import type { FigureSpec, Measure, Reading } from '../types.ts';

const stake = parseEther('100');
const claim = 'notWorseThanRival';
const gas = { unit: 'gas', goal: null, claim } as const satisfies Partial<FigureSpec>;
const cost = { unit: 'bps', goal: null, claim } as const satisfies Partial<FigureSpec>;

interface Round {
  readonly upGas: number;
  readonly downGas: number;
  /** What each way cost, in bps of the vault's net asset value at par. */
  readonly upCostBps: number;
  readonly downCostBps: number;
}

/** Levering 100 wstETH on Aave to 5x and back, each in one transaction of the keeper, beside other ways of doing it in the same vault. */
export const aaveLeverage: Measure = {
  figures: [
    { ...gas, name: 'gas.leverUp.1xTo5x', about: '100 wstETH on Aave to 5x, the whole rebalance' },
    { ...gas, name: 'gas.leverDown.5xTo1x', about: 'all of the debt repaid, the whole rebalance' },
    { ...gas, name: 'gas.leverUp.1xTo5x.besideRecursion', about: 'the same, beside a recursive loop' },
    { ...gas, name: 'gas.leverDown.5xTo1x.besideRecursion', about: 'the same, beside a recursive loop' },
    {
      ...{ name: 'gas.leverUp.idleTo5x', unit: 'gas', goal: null },
      about: '100 idle wstETH deployed and levered to 5x, the whole rebalance',
    },
    { ...cost, name: 'cost.leverUp.1xTo5x', about: 'value at par that levering up costs, bps of the vault' },
    { ...cost, name: 'cost.leverDown.5xTo1x', about: 'value at par that levering down costs, bps of the vault' },
  ],
  take: async (scope) => {
    const bench = await openVault(scope, stake);
    await setMaxBatchLoss(bench, 500);
    const { ballast, flashLoan, recursion } = await contestants(bench);
    const debt = (4n * stake * (await readParWad(bench.node))) / 10n ** 18n;
    const fromIdle = await onCopy(bench, () =>
      rebalanceGas(bench, { strategy: ballast.strategy, assets: stake, data: ballast.up(stake, debt) }),
    );
    const run = (contestant: Contestant) => onCopy(bench, () => upAndDown(bench, contestant, debt));
    const own = await run(ballast);
    const byFlashLoan = await run(flashLoan);
    const byRecursion = await run(recursion);
    const beside = (key: keyof Round, { name }: Contestant, theirs: Round): Reading => ({
      value: own[key],
      rival: { name, value: theirs[key] },
    });
    return {
      'gas.leverUp.1xTo5x': beside('upGas', flashLoan, byFlashLoan),
      'gas.leverDown.5xTo1x': beside('downGas', flashLoan, byFlashLoan),
      'gas.leverUp.1xTo5x.besideRecursion': beside('upGas', recursion, byRecursion),
      'gas.leverDown.5xTo1x.besideRecursion': beside('downGas', recursion, byRecursion),
      'gas.leverUp.idleTo5x': { value: fromIdle, rival: null },
      'cost.leverUp.1xTo5x': beside('upCostBps', flashLoan, byFlashLoan),
      'cost.leverDown.5xTo1x': beside('downCostBps', flashLoan, byFlashLoan),
    };
  },
};

/** Runs something on the chain as it stands and undoes it, so that each contestant meets the same pool and the same rates. */
async function onCopy<T>({ node: { client } }: BenchVault, run: () => Promise<T>): Promise<T> {
  const id = await client.snapshot();
  const result = await run();
  await client.revert({ id });
  return result;
}

async function upAndDown(bench: BenchVault, contestant: Contestant, debt: bigint): Promise<Round> {
  const { strategy } = contestant;
  if (strategy !== bench.loop) await relist(bench, { remove: bench.loop, add: strategy });
  await rebalanceGas(bench, { strategy, assets: stake, data: '0x' });
  const navAtFirst = await navPar(bench);
  const upGas = await rebalanceGas(bench, { strategy, assets: 0n, data: contestant.up(stake, debt) });
  const levered = await positionOf(bench, strategy);
  requireNear(contestant, 'debt', levered.debt, debt);
  const navLevered = await navPar(bench);
  const data = contestant.down(levered.collateral, levered.debt);
  const downGas = await rebalanceGas(bench, { strategy, assets: 0n, data });
  requireNear(contestant, 'debt at the end', (await positionOf(bench, strategy)).debt, 0n);
  const navAtLast = await navPar(bench);
  return {
    ...{ upGas, downGas },
    upCostBps: lossBps(navAtFirst, navLevered),
    downCostBps: lossBps(navLevered, navAtLast),
  };
}

async function navPar({ node, vault }: BenchVault): Promise<bigint> {
  const read = { address: vault, abi: lstVaultAbi, functionName: 'valuation' } as const;
  return (await node.client.readContract(read)).navPar;
}

function lossBps(before: bigint, after: bigint): number {
  return Number(((before - after) * 10_000_000n) / before) / 1_000;
}

/** A contestant that did less than it should would win. */
function requireNear({ name }: Contestant, what: string, actual: bigint, expected: bigint): void {
  const distance = actual > expected ? actual - expected : expected - actual;
  if (distance * 10_000n <= expected) return;
  throw new KeeperError(`${name} ends with another ${what} than it was asked for: ${actual} wei, not ${expected}.`, {
    kind: 'stop',
  });
}
