import { type Address, encodeFunctionData, parseEther } from 'viem';
import { createSender } from '../../deploy/createSender.ts';
import { stakeIfShort } from '../../deploy/stakeIfShort.ts';
import { readParWad } from '../../replica/uniswap/readParWad.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';
import { contestants } from '../support/contestants.ts';
import { deployRivalVault } from '../support/deployRivalVault.ts';
import { entryAndLeave } from '../support/entryAndLeave.ts';
import { gasOf } from '../support/gasOf.ts';
import { type BenchVault, openVault } from '../support/openVault.ts';
import { rebalanceGas } from '../support/rebalanceGas.ts';
import type { Measure } from '../types.ts';

const stake = parseEther('100');
const deployed = parseEther('95');
const fromIdle = { deposit: parseEther('1'), withdraw: parseEther('1') };
/** More than lies idle, so that the rest comes out of the loop. */
const pulling = { deposit: parseEther('1'), withdraw: parseEther('8') };
const name = 'OpenZeppelin 5.7 ERC-4626 that values and pulls its loop live, without bounds';

/** Entries and leaves of a vault with a loop at 3x, beside a vault that reads its strategy at each of them. */
export const vaultOneStrategy: Measure = {
  figures: [
    {
      ...{ name: 'gas.deposit.oneStrategy', unit: 'gas', goal: null, claim: 'notWorseThanRival' },
      about: 'deposit, a loop at 3x listed',
    },
    { name: 'gas.withdraw.oneStrategy', unit: 'gas', goal: null, about: 'withdraw from idle, a loop at 3x listed' },
    {
      ...{ name: 'gas.withdraw.oneStrategy.pulling', unit: 'gas', goal: null },
      about: 'withdraw more than lies idle: the rest is pulled from the loop at 3x',
    },
  ],
  take: async (scope) => {
    const bench = await openVault(scope, stake);
    const { node, loop } = bench;
    const debt = (2n * deployed * (await readParWad(node))) / 10n ** 18n;
    const { ballast } = await contestants(bench);
    await rebalanceGas(bench, { strategy: loop, assets: deployed, data: ballast.up(deployed, debt) });
    const rivalVault = await deployRival(bench, debt);
    await stakeIfShort(node.client, createSender(node.client, node.rpcUrl, node.accounts.depositor), parseEther('5'));

    const rival = await entryAndLeave(node, rivalVault, fromIdle);
    const own = await entryAndLeave(node, bench.vault, fromIdle);
    const rivalPulling = await entryAndLeave(node, rivalVault, pulling);
    const ownPulling = await entryAndLeave(node, bench.vault, pulling);
    return {
      'gas.deposit.oneStrategy': { value: own.deposit, rival: { name, value: rival.deposit } },
      'gas.withdraw.oneStrategy': { value: own.withdraw, rival: { name, value: rival.withdraw } },
      'gas.withdraw.oneStrategy.pulling': { value: ownPulling.withdraw, rival: { name, value: rivalPulling.withdraw } },
    };
  },
};

/** The rival vault with a loop of its own in the same state: as much deployed, as much owed, as much idle. */
async function deployRival(bench: BenchVault, debt: bigint): Promise<Address> {
  const { node } = bench;
  const from = node.accounts.deployer.address;
  const { abi } = await readArtifact('OzLiveVault');
  let flashLoan: Awaited<ReturnType<typeof contestants>>['flashLoan'] | undefined;
  const vault = await deployRivalVault(node, 'OzLiveVault', stake, async (address) => {
    ({ flashLoan } = await contestants({ ...bench, vault: address }));
    const data = encodeFunctionData({ abi, functionName: 'setStrategy', args: [flashLoan.strategy] });
    await gasOf(node.client, { from, to: address, data });
  });
  const args = [deployed, flashLoan?.up(deployed, debt)];
  await gasOf(node.client, { from, to: vault, data: encodeFunctionData({ abi, functionName: 'push', args }) });
  return vault;
}
