import {
  type Abi,
  type Address,
  encodeAbiParameters,
  type Hex,
  keccak256,
  maxUint256,
  numberToHex,
  pad,
  parseAbi,
} from 'viem';
import { applyOverlay } from '../../script/replica/models/lido/applyOverlay.ts';
import { buildLidoModel } from '../../script/replica/models/lido/buildLidoModel.ts';
import { lidoAddresses } from '../../script/replica/models/lido/lidoAddresses.ts';
import { lidoGenesis } from '../../script/replica/models/lido/lidoGenesis.ts';
import { placeContract } from '../../script/replica/recipes/placeContract.ts';
import { startAnvil } from '../../script/replica/startAnvil.ts';
import type { OverlayState, ReplicaNode } from '../../script/replica/types.ts';
import { readArtifact } from '../../script/toolchain/readArtifact.ts';

/** One EigenLayer of the two that stand beside each other on one node. */
export interface EigenSide {
  readonly manager: Address;
  readonly delegation: Address;
  readonly strategy: Address;
  /** What the manager calls a staker's shares: it was renamed with the slashing release. */
  readonly sharesFunction: 'stakerStrategyShares' | 'stakerDepositShares';
  readonly registerAsOperator: (operator: Address) => Promise<Hex>;
}

export interface EigenTwins {
  readonly node: ReplicaNode;
  readonly real: EigenSide;
  readonly model: EigenSide;
}

/** What the release of May 2024 and the slashing release have alike. */
export const eigenAbi = parseAbi([
  'function depositIntoStrategy(address strategy, address token, uint256 amount) returns (uint256)',
  'function delegateTo(address operator, (bytes signature, uint256 expiry) approval, bytes32 salt)',
  'function delegatedTo(address staker) view returns (address)',
  'function isDelegated(address staker) view returns (bool)',
  'function isOperator(address account) view returns (bool)',
  'function operatorShares(address operator, address strategy) view returns (uint256)',
  'function getDeposits(address staker) view returns (address[], uint256[])',
  'function stakerStrategyShares(address staker, address strategy) view returns (uint256)',
  'function stakerDepositShares(address staker, address strategy) view returns (uint256)',
  'function stakerStrategyListLength(address staker) view returns (uint256)',
  'function strategyIsWhitelistedForDeposit(address strategy) view returns (bool)',
  'function totalShares() view returns (uint256)',
  'function underlyingToken() view returns (address)',
  'function sharesToUnderlyingView(uint256 shares) view returns (uint256)',
  'function underlyingToSharesView(uint256 amount) view returns (uint256)',
  'function userUnderlyingView(address staker) view returns (uint256)',
]);

const oldRegisterAbi = parseAbi([
  'function registerAsOperator((address earningsReceiver, address delegationApprover, uint32 optOutWindowBlocks) details, string metadataUri)',
]);
const newRegisterAbi = parseAbi(['function registerAsOperator(address approver, uint32 delay, string metadataUri)']);
const whitelistAbi = parseAbi(['function addStrategiesToDepositWhitelist(address[] strategies)']);

const model = {
  registry: '0xe16e000000000000000000000000000000000001',
  delegation: '0xe16e000000000000000000000000000000000002',
  manager: '0xe16e000000000000000000000000000000000003',
  allocation: '0xe16e000000000000000000000000000000000004',
  strategy: '0xe16e000000000000000000000000000000000005',
} as const satisfies Record<string, Address>;

const recorded = ['elStrategyManager', 'elDelegationManager', 'elEigenPodManager', 'elStETHStrategy'] as const;
/** Of the recorded strategy manager: the mapping of strategies that take deposits. */
const whitelistSlot = 0xd1n;
/** Of the recorded strategy; the limits are not in the recording, and stand at their maximum on mainnet. */
const strategySlots = { totalShares: 0x33n, maxPerDeposit: 0x64n, maxTotalDeposits: 0x65n } as const;

/** Boots a node with the model of Lido, EigenLayer's recorded code of May 2024 and our model of EigenLayer, both without deposits. */
export async function startEigenTwins(overlay: OverlayState): Promise<EigenTwins> {
  const node = await startAnvil({ timestamp: 1_790_000_000 });
  await buildLidoModel(node, lidoGenesis);
  return { node, real: await openReal(node, overlay), model: await openModel(node) };
}

async function openReal(node: ReplicaNode, overlay: OverlayState): Promise<EigenSide> {
  await applyOverlay(node, overlay, [
    ...recorded,
    ...recorded.map((name) => `${name}Impl`.replace('StETHStrategyImpl', 'StrategyImpl')),
  ]);
  const at = (name: (typeof recorded)[number]): Address => {
    const account = overlay[name];
    if (account === undefined) throw new Error(`${name} is not in the recording`);
    return account.address;
  };
  const [manager, delegation, strategy] = [at('elStrategyManager'), at('elDelegationManager'), at('elStETHStrategy')];
  const word = encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [strategy, whitelistSlot]);
  await node.client.setStorageAt({ address: manager, index: keccak256(word), value: numberToHex(1n, { size: 32 }) });
  const { totalShares, maxPerDeposit, maxTotalDeposits } = strategySlots;
  const words = [
    [totalShares, 0n],
    [maxPerDeposit, maxUint256],
    [maxTotalDeposits, maxUint256],
  ] as const;
  for (const [slot, value] of words) {
    const index = pad(numberToHex(slot));
    await node.client.setStorageAt({ address: strategy, index, value: numberToHex(value, { size: 32 }) });
  }
  return {
    manager,
    delegation,
    strategy,
    sharesFunction: 'stakerStrategyShares',
    registerAsOperator: (operator) =>
      node.client.writeContract({
        address: delegation,
        abi: oldRegisterAbi,
        functionName: 'registerAsOperator',
        args: [
          {
            earningsReceiver: operator,
            delegationApprover: '0x0000000000000000000000000000000000000000',
            optOutWindowBlocks: 0,
          },
          '',
        ],
        account: operator,
      }),
  };
}

async function openModel(node: ReplicaNode): Promise<EigenSide> {
  const governor = node.accounts.deployer.address;
  const { registry, delegation, manager, allocation, strategy } = model;
  const place = async (name: string, address: Address, args: readonly unknown[]): Promise<Abi> => {
    const { abi, bytecode } = await readArtifact(name);
    await placeContract(node, { name, address, abi, bytecode, args });
    return abi;
  };
  await place('EigenPauserRegistryModel', registry, [governor]);
  await place('EigenDelegationModel', delegation, [manager, allocation, registry, 100_800]);
  await place('EigenStrategyManagerModel', manager, [delegation, governor, registry]);
  await place('EigenAllocationModel', allocation, [delegation, registry]);
  await place('EigenStrategyModel', strategy, [manager, lidoAddresses.stEth, registry]);
  const whitelist = { address: manager, abi: whitelistAbi, functionName: 'addStrategiesToDepositWhitelist' } as const;
  await node.client.writeContract({ ...whitelist, args: [[strategy]], account: governor });
  return {
    manager,
    delegation,
    strategy,
    sharesFunction: 'stakerDepositShares',
    registerAsOperator: (operator) =>
      node.client.writeContract({
        address: delegation,
        abi: newRegisterAbi,
        functionName: 'registerAsOperator',
        args: ['0x0000000000000000000000000000000000000000', 0, ''],
        account: operator,
      }),
  };
}
