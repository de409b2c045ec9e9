import { type ContractFunctionReturnType, maxUint128, maxUint256 } from 'viem';
import { KeeperError } from '../../../../keeper/core/errors.ts';
import { addEth } from '../../recipes/addEth.ts';
import type { ReplicaNode } from '../../types.ts';
import { locatorAbi, stEthAbi, withdrawalQueueAbi } from './lidoAbis.ts';
import { lidoAddresses } from './lidoAddresses.ts';
import { lidoReport } from './lidoReport.ts';

export interface Finalization {
  readonly lastFinalizedId: bigint;
  readonly lockedWei: bigint;
  readonly burntShares: bigint;
}

const queue = { address: lidoAddresses.withdrawalQueue, abi: withdrawalQueueAbi } as const;
const stEth = { address: lidoAddresses.stEth, abi: stEthAbi } as const;

/**
 * Finalizes waiting withdrawal requests by an oracle's report, at the share rate of now. ETH that the buffer lacks comes back from validators.
 *
 * @param upTo the last request to finalize; all of them when left out
 * @throws KeeperError `stop` when `upTo` is not waiting or the queue is paused
 */
export async function finalizeWithdrawals(node: ReplicaNode, upTo?: bigint): Promise<Finalization> {
  const { client } = node;
  const waiting = await client.readContract({ ...queue, functionName: 'getLastRequestId' });
  const done = await client.readContract({ ...queue, functionName: 'getLastFinalizedRequestId' });
  const last = upTo ?? waiting;
  if (upTo !== undefined && (upTo <= done || upTo > waiting)) {
    throw new KeeperError(`Withdrawal request ${upTo} is not waiting: ${done} are finalized and ${waiting} exist.`, {
      kind: 'stop',
      facts: { request: upTo, finalized: done, requests: waiting },
    });
  }
  if (await client.readContract({ ...queue, functionName: 'isPaused' })) {
    throw new KeeperError("Lido's withdrawal queue is paused, so nothing can be finalized. Resume it first.", {
      kind: 'stop',
      facts: { requests: waiting },
    });
  }
  if (last === done) return { lastFinalizedId: done, lockedWei: 0n, burntShares: 0n };
  const shareRateRay = await readShareRate(node);
  const batches = cut(await batchesOf(node, shareRateRay), last);
  const prefinalize = { ...queue, functionName: 'prefinalize', args: [batches, shareRateRay] } as const;
  const [lockedWei, burntShares] = await client.readContract(prefinalize);
  const bufferedWei = await client.readContract({ ...stEth, functionName: 'getBufferedEther' });
  const withdrawalsWei = lockedWei > bufferedWei ? lockedWei - bufferedWei : 0n;
  await returnFromValidators(node, withdrawalsWei);
  await lidoReport(node, { clBalanceChangeWei: -withdrawalsWei, withdrawalsWei, batches, shareRateRay });
  return { lastFinalizedId: last, lockedWei, burntShares };
}

/** Pooled ether per share with 27 decimals, rounded down, as the oracle takes it. */
async function readShareRate({ client }: ReplicaNode): Promise<bigint> {
  const etherWei = await client.readContract({ ...stEth, functionName: 'getTotalPooledEther' });
  const shares = await client.readContract({ ...stEth, functionName: 'getTotalShares' });
  return (etherWei * 10n ** 27n) / shares;
}

async function batchesOf({ client }: ReplicaNode, shareRateRay: bigint): Promise<readonly bigint[]> {
  const batches = Array.from({ length: 36 }, () => 0n) as unknown as Batches['batches'];
  let state: Batches = { remainingEthBudget: maxUint128, finished: false, batches, batchesLength: 0n };
  while (!state.finished) {
    const args = [shareRateRay, maxUint256, 1_000n, state] as const;
    state = await client.readContract({ ...queue, functionName: 'calculateFinalizationBatches', args });
  }
  return state.batches.slice(0, Number(state.batchesLength));
}

type Batches = ContractFunctionReturnType<typeof withdrawalQueueAbi, 'view', 'calculateFinalizationBatches'>;

function cut(batches: readonly bigint[], last: bigint): readonly bigint[] {
  return [...batches.filter((id) => id < last), last];
}

async function returnFromValidators(node: ReplicaNode, amountWei: bigint): Promise<void> {
  if (amountWei === 0n) return;
  const locator = await node.client.readContract({ ...stEth, functionName: 'getLidoLocator' });
  const read = { address: locator, abi: locatorAbi, functionName: 'withdrawalVault' } as const;
  await addEth(node, await node.client.readContract(read), amountWei);
}
