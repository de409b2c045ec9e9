import { type Address, encodeFunctionData, parseEther } from 'viem';
import { readParWad } from '../../replica/uniswap/readParWad.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';
import { deployRivalVault } from '../support/deployRivalVault.ts';
import { deployStrategy } from '../support/deployStrategy.ts';
import { entryAndLeave } from '../support/entryAndLeave.ts';
import { fundDepositor } from '../support/fundDepositor.ts';
import { gasOf } from '../support/gasOf.ts';
import { leverOperations } from '../support/leverOperations.ts';
import { type BenchVault, openVault } from '../support/openVault.ts';
import { rebalanceGas } from '../support/rebalanceGas.ts';
import { relist } from '../support/relist.ts';
import type { Measure, Reading } from '../types.ts';

const stake = parseEther('100');
/** What goes into each of two loops, which leaves 10 idle. */
const part = parseEther('45');
const fromIdle = { deposit: parseEther('1'), withdraw: parseEther('1') };
/** More than lies idle, so that the rest comes out of a loop. */
const pulling = { deposit: parseEther('1'), withdraw: parseEther('14') };
const name = 'OpenZeppelin 5.7 ERC-4626 that values its loops live at par, without market rate or bounds';
const gas = { unit: 'gas', goal: null } as const;

/** Entries and leaves of a vault with loops at 3x, beside a vault that reads every strategy at each of them. */
export const vaultStrategies: Measure = {
  figures: [
    { ...gas, name: 'gas.deposit.oneStrategy', about: 'deposit, one loop at 3x listed' },
    { ...gas, name: 'gas.withdraw.oneStrategy', about: 'withdraw from idle, one loop at 3x listed' },
    {
      ...{ ...gas, name: 'gas.deposit.perStrategy', claim: 'notWorseThanRival' },
      about: 'what a second loop at 3x adds to a deposit',
    },
    { ...gas, name: 'gas.withdraw.perStrategy', about: 'what a second loop at 3x adds to a withdraw from idle' },
    { ...gas, name: 'gas.withdraw.pulling', about: 'withdraw that pulls from the first of two loops at 3x' },
  ],
  take: async (scope) => {
    const bench = await openVault(scope, stake);
    const { node, vault, loop } = bench;
    const operations = await leverOperations(node);
    const debt = (2n * part * (await readParWad(node))) / 10n ** 18n;
    const rivalVault = await deployRivalVault(node, 'OzLiveVault', stake);
    await fundDepositor(node, parseEther('20'));
    const pushRival = async () => {
      const strategy = await deployStrategy(node, 'FlashLoanLoop', rivalVault);
      await push(bench, rivalVault, [strategy, part, operations.FlashLoanLoop.up(part, debt)]);
    };
    const data = operations.AaveV3Loop.up(part, debt);

    await rebalanceGas(bench, { strategy: loop, assets: part, data });
    await pushRival();
    const rivalOne = await entryAndLeave(node, rivalVault, fromIdle);
    const ownOne = await entryAndLeave(node, vault, fromIdle);

    const second = await deployStrategy(node, 'AaveV3Loop', vault);
    await relist(bench, { add: second });
    await rebalanceGas(bench, { strategy: second, assets: part, data });
    await pushRival();
    const rivalTwo = await entryAndLeave(node, rivalVault, fromIdle);
    const ownTwo = await entryAndLeave(node, vault, fromIdle);
    const rivalPull = await entryAndLeave(node, rivalVault, pulling);
    const ownPull = await entryAndLeave(node, vault, pulling);

    const beside = (value: number, rival: number): Reading => ({ value, rival: { name, value: rival } });
    return {
      'gas.deposit.oneStrategy': beside(ownOne.deposit, rivalOne.deposit),
      'gas.withdraw.oneStrategy': beside(ownOne.withdraw, rivalOne.withdraw),
      'gas.deposit.perStrategy': beside(ownTwo.deposit - ownOne.deposit, rivalTwo.deposit - rivalOne.deposit),
      'gas.withdraw.perStrategy': beside(ownTwo.withdraw - ownOne.withdraw, rivalTwo.withdraw - rivalOne.withdraw),
      'gas.withdraw.pulling': beside(ownPull.withdraw, rivalPull.withdraw),
    };
  },
};

/** The rival vault takes a strategy and deploys into it. */
async function push({ node }: BenchVault, rivalVault: Address, args: readonly unknown[]): Promise<void> {
  const { abi } = await readArtifact('OzLiveVault');
  const data = encodeFunctionData({ abi, functionName: 'push', args });
  await gasOf(node.client, { from: node.accounts.deployer.address, to: rivalVault, data });
}
