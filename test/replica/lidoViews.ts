import { type Address, encodeFunctionData, maxUint128, maxUint256, multicall3Abi, parseAbi } from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { lidoAddresses } from '../../script/replica/models/lido/lidoAddresses.ts';
import type { View } from './lidoTwins.ts';

const viewAbi = parseAbi([
  'struct Batches { uint256 remainingEthBudget; bool finished; uint256[36] batches; uint256 batchesLength; }',
  'function totalSupply() view returns (uint256)',
  'function getTotalPooledEther() view returns (uint256)',
  'function getTotalShares() view returns (uint256)',
  'function getBufferedEther() view returns (uint256)',
  'function getDepositableEther() view returns (uint256)',
  'function getBeaconStat() view returns (uint256, uint256, uint256)',
  'function isStakingPaused() view returns (bool)',
  'function getCurrentStakeLimit() view returns (uint256)',
  'function getStakeLimitFullInfo() view returns (bool, bool, uint256, uint256, uint256, uint256, uint256)',
  'function getFee() view returns (uint16)',
  'function canDeposit() view returns (bool)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function name() view returns (string)',
  'function symbol() view returns (string)',
  'function decimals() view returns (uint8)',
  'function getPooledEthByShares(uint256) view returns (uint256)',
  'function getSharesByPooledEth(uint256) view returns (uint256)',
  'function sharesOf(address) view returns (uint256)',
  'function balanceOf(address) view returns (uint256)',
  'function nonces(address) view returns (uint256)',
  'function allowance(address, address) view returns (uint256)',
  'function stEthPerToken() view returns (uint256)',
  'function tokensPerStEth() view returns (uint256)',
  'function getWstETHByStETH(uint256) view returns (uint256)',
  'function getStETHByWstETH(uint256) view returns (uint256)',
  'function stETH() view returns (address)',
  'function getLastRequestId() view returns (uint256)',
  'function getLastFinalizedRequestId() view returns (uint256)',
  'function getLastCheckpointIndex() view returns (uint256)',
  'function getLockedEtherAmount() view returns (uint256)',
  'function unfinalizedRequestNumber() view returns (uint256)',
  'function unfinalizedStETH() view returns (uint256)',
  'function isPaused() view returns (bool)',
  'function isBunkerModeActive() view returns (bool)',
  'function getResumeSinceTimestamp() view returns (uint256)',
  'function getWithdrawalRequests(address) view returns (uint256[])',
  'function getWithdrawalStatus(uint256[]) view returns (uint256)',
  'function findCheckpointHints(uint256[], uint256, uint256) view returns (uint256[])',
  'function getClaimableEther(uint256[], uint256[]) view returns (uint256[])',
  'function ownerOf(uint256) view returns (address)',
  'function tokenURI(uint256) view returns (string)',
  'function isApprovedForAll(address, address) view returns (bool)',
  'function supportsInterface(bytes4) view returns (bool)',
  'function prefinalize(uint256[], uint256) view returns (uint256, uint256)',
  'function calculateFinalizationBatches(uint256, uint256, uint256, Batches) view returns (Batches)',
]);

type Name = (typeof viewAbi)[number]['name'];

export interface Probe {
  readonly actors: readonly Address[];
  /** Ids to ask about, in order; some of them may not exist. */
  readonly ids: readonly bigint[];
  readonly hints: readonly bigint[];
  readonly checkpoints: bigint;
  readonly amountWei: bigint;
  readonly shareRateRay: bigint;
  readonly budgetWei: bigint;
}

const { stEth, wstEth, withdrawalQueue } = mainnet;

/** Every view of Lido that has an answer in both of its worlds, asked about the actors and requests of `probe`. */
export function lidoViews(probe: Probe): readonly View[] {
  const { amountWei, ids, hints } = probe;
  const batches = Array.from({ length: 36 }, () => 0n);
  const state = { remainingEthBudget: probe.budgetWei, finished: false, batches, batchesLength: 0n };
  const plain = (target: Address, names: readonly Name[]) => names.map((name) => view(target, name));
  const rates = (target: Address, names: readonly Name[]) =>
    names.flatMap((name) => [1n, 10n ** 18n, amountWei].map((amount) => view(target, name, amount)));
  return [
    ...plain(stEth, stEthNames),
    ...plain(wstEth, wstEthNames),
    ...plain(withdrawalQueue, queueNames),
    ...rates(stEth, ['getPooledEthByShares', 'getSharesByPooledEth']),
    ...rates(wstEth, ['getWstETHByStETH', 'getStETHByWstETH']),
    ...probe.actors.flatMap(actorViews),
    ...[wstEth, withdrawalQueue, lidoAddresses.operators, lidoAddresses.agent].map((who) =>
      view(stEth, 'sharesOf', who),
    ),
    ...[stEth, withdrawalQueue, lidoAddresses.withdrawalVault, recipient].map(etherOf),
    ...ids.flatMap((id) => [view(withdrawalQueue, 'ownerOf', id), view(withdrawalQueue, 'tokenURI', id)]),
    view(withdrawalQueue, 'getWithdrawalStatus', ids),
    view(withdrawalQueue, 'findCheckpointHints', ids, 1n, probe.checkpoints),
    view(withdrawalQueue, 'getClaimableEther', ids, hints),
    view(withdrawalQueue, 'prefinalize', ids, probe.shareRateRay),
    view(withdrawalQueue, 'calculateFinalizationBatches', probe.shareRateRay, maxUint256, 7n, state),
    view(withdrawalQueue, 'calculateFinalizationBatches', probe.shareRateRay, maxUint256, 1_000n, {
      ...state,
      remainingEthBudget: maxUint128,
    }),
    ...['0x01ffc9a7', '0x80ac58cd', '0x5b5e139f', '0x49064906', '0x7965db0b', '0xffffffff'].map((id) =>
      view(withdrawalQueue, 'supportsInterface', id),
    ),
  ];
}

/** Gets claimed ETH and never sends anything, so its balance must agree to the wei although gas differs. */
export const recipient: Address = '0x00000000000000000000000000000000c1a1ed00';

const tokenNames = ['totalSupply', 'name', 'symbol', 'decimals', 'DOMAIN_SEPARATOR'] as const;
const stEthNames = [
  ...tokenNames,
  'getTotalPooledEther',
  'getTotalShares',
  'getBufferedEther',
  'getDepositableEther',
  'getBeaconStat',
  'isStakingPaused',
  'getCurrentStakeLimit',
  'getStakeLimitFullInfo',
  'getFee',
  'canDeposit',
] as const;
const wstEthNames = [...tokenNames, 'stEthPerToken', 'tokensPerStEth', 'stETH'] as const;
const queueNames = [
  'name',
  'symbol',
  'getLastRequestId',
  'getLastFinalizedRequestId',
  'getLastCheckpointIndex',
  'getLockedEtherAmount',
  'unfinalizedRequestNumber',
  'unfinalizedStETH',
  'isPaused',
  'isBunkerModeActive',
  'getResumeSinceTimestamp',
] as const;

function actorViews(actor: Address, index: number, actors: readonly Address[]): readonly View[] {
  const next = actors[(index + 1) % actors.length] ?? actor;
  return [
    ...(['sharesOf', 'balanceOf', 'nonces'] as const).map((name) => view(stEth, name, actor)),
    ...(['balanceOf', 'nonces'] as const).map((name) => view(wstEth, name, actor)),
    ...(['balanceOf', 'getWithdrawalRequests'] as const).map((name) => view(withdrawalQueue, name, actor)),
    ...[wstEth, withdrawalQueue, next].map((spender) => view(stEth, 'allowance', actor, spender)),
    ...[withdrawalQueue, next].map((spender) => view(wstEth, 'allowance', actor, spender)),
    view(withdrawalQueue, 'isApprovedForAll', actor, next),
  ];
}

function view(target: Address, functionName: Name, ...args: readonly unknown[]): View {
  const callData = encodeFunctionData({ abi: viewAbi as never, functionName, args } as never);
  const text = args.map((arg) => JSON.stringify(arg, (_, value) => (typeof value === 'bigint' ? `${value}` : value)));
  return { label: `${target} ${functionName}(${text.join(', ')})`, target, callData };
}

function etherOf(account: Address): View {
  const callData = encodeFunctionData({ abi: multicall3Abi, functionName: 'getEthBalance', args: [account] });
  return { label: `ETH of ${account}`, target: mainnet.multicall3, callData };
}
