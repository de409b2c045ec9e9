import { type Address, keccak256, slice, toBytes } from 'viem';
import type { ManifestEntry, ReplicaNode } from '../../types.ts';
import { lidoAddresses } from './lidoAddresses.ts';
import type { LidoGenesis } from './lidoGenesis.ts';
import { openWithdrawalQueue } from './openWithdrawalQueue.ts';
import { placeLidoPeriphery } from './placeLidoPeriphery.ts';
import { placeModel } from './placeModel.ts';

/** Everybody else: whoever holds stETH on mainnet and has no part in the replica. */
const otherHolders: Address = slice(keccak256(toBytes('ballast.replica.lido.otherHolders')), 12);

/** Puts the model of Lido at the mainnet addresses, with the totals of `genesis` and an empty, open withdrawal queue. */
export async function buildLidoModel(node: ReplicaNode, genesis: LidoGenesis): Promise<readonly ManifestEntry[]> {
  const { stEth, wstEth, withdrawalQueue, locator, eip712 } = lidoAddresses;
  const periphery = await placeLidoPeriphery(node, 3);
  const state = {
    locator,
    eip712,
    holder: otherHolders,
    totalShares: genesis.totalShares,
    bufferedEther: genesis.bufferedEtherWei,
    clBalance: genesis.clBalanceWei,
    validators: genesis.validators,
    stakeLimit: genesis.stakeLimitWei,
    stakeLimitPerBlock: genesis.stakeLimitPerBlockWei,
  };
  const version3 = 'The third version, without stVaults and deposits to validators.';
  const parts = [
    { name: 'stETH', model: 'StEthModel', address: stEth, args: [state], note: version3 },
    { name: 'wstETH', model: 'WstEthModel', address: wstEth, args: [stEth] },
    { name: 'WithdrawalQueueERC721', model: 'WithdrawalQueueModel', address: withdrawalQueue, args: [wstEth] },
  ];
  const core: ManifestEntry[] = [];
  for (const part of parts) core.push(await placeModel(node, part));
  // The rest of the pooled ether is on the consensus layer, which the node does not have.
  await node.client.setBalance({ address: stEth, value: genesis.bufferedEtherWei });
  await openWithdrawalQueue(node);
  return [...core, ...periphery];
}
