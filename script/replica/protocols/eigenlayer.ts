import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { eigenAbi } from '../models/eigenlayer/eigenAbis.ts';
import { eigenAddresses as at } from '../models/eigenlayer/eigenAddresses.ts';
import { registerOperator } from '../models/eigenlayer/registerOperator.ts';
import { placeModel } from '../models/lido/placeModel.ts';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import type { ManifestEntry, Protocol, ReplicaNode } from '../types.ts';

/** Blocks for which a queued withdrawal can be slashed, as on mainnet. */
const withdrawalDelayBlocks = 100_800;

/** EigenLayer of the slashing release, with stETH and two operators. A model: no package has that release, and no recording is of it. */
export const eigenlayer: Protocol = {
  name: 'eigenlayer',
  async build(node) {
    const { pauserRegistry, delegationManager, strategyManager, allocationManager, stEthStrategy, governor } = at;
    const delegationArgs = [strategyManager, allocationManager, pauserRegistry, withdrawalDelayBlocks];
    const note = 'The slashing release of April 2025, without EigenPods, rewards and delays of allocation.';
    const parts = [
      {
        name: 'EigenLayer PauserRegistry',
        model: 'EigenPauserRegistryModel',
        address: pauserRegistry,
        args: [governor],
      },
      {
        name: 'EigenLayer DelegationManager',
        model: 'EigenDelegationModel',
        address: delegationManager,
        args: delegationArgs,
        note,
      },
      {
        name: 'EigenLayer StrategyManager',
        model: 'EigenStrategyManagerModel',
        address: strategyManager,
        args: [delegationManager, governor, pauserRegistry],
      },
      {
        name: 'EigenLayer AllocationManager',
        model: 'EigenAllocationModel',
        address: allocationManager,
        args: [delegationManager, pauserRegistry],
      },
      {
        name: 'EigenLayer strategy of stETH',
        model: 'EigenStrategyModel',
        address: stEthStrategy,
        args: [strategyManager, mainnet.stEth, pauserRegistry],
      },
    ];
    const entries: ManifestEntry[] = [];
    for (const part of parts) entries.push(await placeModel(node, part));
    await openStrategy(node);
    for (const operator of Object.values(at.operators)) await registerOperator(node, operator);
    return entries;
  },
};

/** Opens the strategy for deposits and for slashes by the service. */
async function openStrategy(node: ReplicaNode): Promise<void> {
  const strategies = [at.stEthStrategy];
  await impersonate(node, at.governor, (account) => {
    const whitelist = { address: at.strategyManager, abi: eigenAbi, account, chain: null } as const;
    const call = { ...whitelist, functionName: 'addStrategiesToDepositWhitelist', args: [strategies] } as const;
    return mined(node, node.client.writeContract(call));
  });
  await impersonate(node, at.service, (account) => {
    const sets = { address: at.allocationManager, abi: eigenAbi, account, chain: null } as const;
    const args = [account, [{ operatorSetId: 1, strategies }]] as const;
    return mined(node, node.client.writeContract({ ...sets, functionName: 'createOperatorSets', args }));
  });
}
