import {
  type Address,
  BaseError,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  multicall3Abi,
  numberToHex,
  parseAbi,
  parseEther,
  RpcRequestError,
} from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { buildLidoModel } from '../../script/replica/models/lido/buildLidoModel.ts';
import { buildLidoOverlay } from '../../script/replica/models/lido/buildLidoOverlay.ts';
import { stEthAbi } from '../../script/replica/models/lido/lidoAbis.ts';
import { lidoSlots } from '../../script/replica/models/lido/lidoSlots.ts';
import { writeStakeLimit } from '../../script/replica/models/lido/writeStakeLimit.ts';
import { multicall3 } from '../../script/replica/protocols/multicall3.ts';
import { startAnvil } from '../../script/replica/startAnvil.ts';
import type { OverlayState, ReplicaNode } from '../../script/replica/types.ts';

/** Two nodes in the same state: Lido's real code on one, the model on the other. */
export interface Twins {
  readonly real: ReplicaNode;
  readonly model: ReplicaNode;
}

/** What people call of Lido. */
export const lidoUserAbi = parseAbi([
  'function submit(address referral) payable returns (uint256)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'function increaseAllowance(address spender, uint256 amount) returns (bool)',
  'function decreaseAllowance(address spender, uint256 amount) returns (bool)',
  'function transfer(address to, uint256 amount) returns (bool)',
  'function transferFrom(address from, address to, uint256 amount) returns (bool)',
  'function transferShares(address to, uint256 shares) returns (uint256)',
  'function transferSharesFrom(address from, address to, uint256 shares) returns (uint256)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
  'function wrap(uint256 amount) returns (uint256)',
  'function unwrap(uint256 amount) returns (uint256)',
  'function requestWithdrawals(uint256[] amounts, address owner) returns (uint256[])',
  'function requestWithdrawalsWstETH(uint256[] amounts, address owner) returns (uint256[])',
  'function claimWithdrawal(uint256 id)',
  'function claimWithdrawals(uint256[] ids, uint256[] hints)',
  'function claimWithdrawalsTo(uint256[] ids, uint256[] hints, address recipient)',
  'function safeTransferFrom(address from, address to, uint256 id)',
  'function setApprovalForAll(address operator, bool approved)',
]);

export interface Step {
  readonly label: string;
  readonly from: Address;
  readonly to: Address;
  readonly data: Hex;
  readonly valueWei: bigint;
}

const startBlock = 200n;
const secondsPerBlock = 12;
const startTime = 1_790_000_000;

/** Boots both nodes and brings them to the same totals, balances, block and clock. */
export async function startTwins(overlay: OverlayState): Promise<Twins> {
  const [real, model] = await Promise.all([0, 1].map(() => startAnvil({ timestamp: startTime })));
  if (real === undefined || model === undefined) throw new Error('a node is missing');
  await buildLidoOverlay(real, overlay);
  const read = { address: mainnet.stEth, abi: stEthAbi } as const;
  const [, validators, clBalanceWei] = await real.client.readContract({ ...read, functionName: 'getBeaconStat' });
  const [, , , stakeLimitWei, growthBlocks] = await real.client.readContract({
    ...read,
    functionName: 'getStakeLimitFullInfo',
  });
  await buildLidoModel(model, {
    totalShares: await real.client.readContract({ ...read, functionName: 'getTotalShares' }),
    bufferedEtherWei: await real.client.readContract({ ...read, functionName: 'getBufferedEther' }),
    clBalanceWei,
    validators,
    stakeLimitWei,
    stakeLimitPerBlockWei: stakeLimitWei / growthBlocks,
  });
  await copyBalances(model, overlay);
  await Promise.all([real, model].map(level));
  return { real, model };
}

/** Balances and allowances lie in the same slots in both; the named slots of the second version mean nothing to the model. */
async function copyBalances({ client }: ReplicaNode, overlay: OverlayState): Promise<void> {
  for (const [name, address] of [
    ['stETH', mainnet.stEth],
    ['wstETH', mainnet.wstEth],
  ] as const) {
    const words = Object.entries(overlay[name]?.storage ?? {}).filter(([slot]) => slot !== lidoSlots.stakeLimit);
    await Promise.all(words.map(([slot, value]) => client.setStorageAt({ address, index: slot as Hex, value })));
  }
}

async function level(node: ReplicaNode): Promise<void> {
  const { client } = node;
  await multicall3.build(node, {});
  for (const { address } of Object.values(node.accounts)) {
    await client.setBalance({ address, value: parseEther('10000000') });
  }
  await client.mine({ blocks: Number(startBlock - (await client.getBlockNumber())) });
  await client.setBlockTimestampInterval({ interval: secondsPerBlock });
  await client.setNextBlockTimestamp({ timestamp: BigInt(startTime + 86_400) });
  await client.mine({ blocks: 1 });
  await writeStakeLimit(node, { paused: false, leftWei: parseEther('150000') });
  // The nodes were built at slightly different times, and the queue remembers when it was opened.
  const value = numberToHex(startTime, { size: 32 });
  await client.setStorageAt({ address: mainnet.withdrawalQueue, index: lidoSlots.queueResumeSince, value });
}

/** Sends one transaction and tells everything about it that the twins must agree on. */
export async function perform({ client }: ReplicaNode, step: Step): Promise<string> {
  const { from: account, to, data, valueWei: value } = step;
  const answer = await answerOf(client.request<EthCall>({ method: 'eth_call', params: [call(step), 'latest'] }));
  const hash = await client.sendTransaction({ account, to, data, value, gas: 5_000_000n });
  const { status, logs } = await client.waitForTransactionReceipt({ hash });
  const events = logs.map((log) => [log.address, ...log.topics, log.data].join(' '));
  return [answer, status, ...events].join('\n');
}

interface EthCall {
  Parameters: unknown;
  ReturnType: Hex;
}

function call({ from, to, data, valueWei }: Step) {
  return { from, to, data, value: `0x${valueWei.toString(16)}`, gas: '0x4c4b40' } as const;
}

/** What a call returned, or the reason with which it reverted. */
async function answerOf(request: Promise<Hex>): Promise<string> {
  try {
    return `returned ${await request}`;
  } catch (error) {
    const cause = error instanceof BaseError ? error.walk((inner) => inner instanceof RpcRequestError) : null;
    if (cause instanceof RpcRequestError) return `reverted ${JSON.stringify(cause.data)}`;
    throw error;
  }
}

export interface View {
  readonly label: string;
  readonly target: Address;
  readonly callData: Hex;
}

/** Answers of many views in one call: `label` to raw return data, or to the reason of the revert. */
export async function answers({ client }: ReplicaNode, views: readonly View[]): Promise<ReadonlyMap<string, string>> {
  const calls = views.map(({ target, callData }) => ({ target, callData, allowFailure: true }));
  const data = encodeFunctionData({ abi: multicall3Abi, functionName: 'aggregate3', args: [calls] });
  const result = await client.call({ to: mainnet.multicall3, data, gas: 50_000_000n });
  const list = decodeFunctionResult({ abi: multicall3Abi, functionName: 'aggregate3', data: result.data ?? '0x' });
  return new Map(list.map((entry, i) => [views[i]?.label ?? '', `${entry.success} ${entry.returnData}`]));
}
