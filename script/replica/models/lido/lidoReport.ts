import { type Address, type Hex, keccak256, type TransactionReceipt } from 'viem';
import { readArtifact } from '../../../toolchain/readArtifact.ts';
import { impersonate } from '../../recipes/impersonate.ts';
import { mined } from '../../recipes/mined.ts';
import type { ReplicaNode } from '../../types.ts';
import { accountingAbi, locatorAbi, stEthAbi, withdrawalQueueAbi } from './lidoAbis.ts';
import { lidoAddresses } from './lidoAddresses.ts';

export interface LidoReport {
  /** What validators earned or lost since the last report, less what left them, in wei. */
  readonly clBalanceChangeWei: bigint;
  /** ETH that reached the withdrawal vault, which must hold it. */
  readonly withdrawalsWei?: bigint;
  /** Last request ids of the batches to finalize. */
  readonly batches?: readonly bigint[];
  /** Share rate of the finalization, 27 decimals. */
  readonly shareRateRay?: bigint;
  readonly isBunker?: boolean;
}

const stEth = { address: lidoAddresses.stEth, abi: stEthAbi } as const;
const queue = { address: lidoAddresses.withdrawalQueue, abi: withdrawalQueueAbi } as const;

/**
 * Sends a report as Lido's accounting oracle, through whatever contract takes reports: the accounting of version 3 (model or fork), or stETH
 * itself in version 2 (overlay). Fees, burns, finalization and the TokenRebased event are that code's own.
 *
 * @returns the transaction's receipt
 */
export async function lidoReport(node: ReplicaNode, report: LidoReport): Promise<TransactionReceipt> {
  const { client } = node;
  const locator = await client.readContract({ ...stEth, functionName: 'getLidoLocator' });
  const part = (functionName: 'accountingOracle' | 'oracleReportSanityChecker' | 'accounting') =>
    client.readContract({ address: locator, abi: locatorAbi, functionName });
  const version = await client.readContract({ ...stEth, functionName: 'getContractVersion' });
  return impersonate(node, await part('accountingOracle'), async (account) => {
    // A report is older than the block that carries it, and the node may give two blocks the same second.
    const timestamp = (await client.getBlock()).timestamp - 1n;
    await reportToQueue(node, account, timestamp, report.isBunker);
    const values = await reportValues(node, report, timestamp);
    if (version < 3n) return reportToV2(node, account, values);
    const accounting = { address: await part('accounting'), abi: accountingAbi } as const;
    const call = { ...accounting, functionName: 'handleOracleReport', args: [values], account } as const;
    const checker = await part('oracleReportSanityChecker');
    return withoutSanityLimits(node, checker, () => mined(node, client.writeContract(call)));
  });
}

/** What the oracle tells the withdrawal queue before each report: bunker mode, and when the report was taken. */
async function reportToQueue(
  node: ReplicaNode,
  account: Address,
  timestamp: bigint,
  isBunker?: boolean,
): Promise<void> {
  const { client } = node;
  const bunker = isBunker ?? (await client.readContract({ ...queue, functionName: 'isBunkerModeActive' }));
  const args = [bunker, timestamp, timestamp] as const;
  await mined(node, client.writeContract({ ...queue, functionName: 'onOracleReport', args, account }));
}

async function reportValues({ client }: ReplicaNode, report: LidoReport, timestamp: bigint) {
  const [, clValidators, clBalance] = await client.readContract({ ...stEth, functionName: 'getBeaconStat' });
  return {
    timestamp,
    timeElapsed: 86_400n,
    clValidators,
    clBalance: clBalance + report.clBalanceChangeWei,
    withdrawalVaultBalance: report.withdrawalsWei ?? 0n,
    elRewardsVaultBalance: 0n,
    sharesRequestedToBurn: 0n,
    withdrawalFinalizationBatches: report.batches ?? [],
    simulatedShareRate: report.shareRateRay ?? 0n,
  };
}

function reportToV2(node: ReplicaNode, account: Address, values: Awaited<ReturnType<typeof reportValues>>) {
  const args = [
    values.timestamp,
    values.timeElapsed,
    values.clValidators,
    values.clBalance,
    values.withdrawalVaultBalance,
    values.elRewardsVaultBalance,
    values.sharesRequestedToBurn,
    values.withdrawalFinalizationBatches,
    values.simulatedShareRate,
  ] as const;
  return mined(node, node.client.writeContract({ ...stEth, functionName: 'handleOracleReport', args, account }));
}

/** On a fork the real checker refuses what no honest day would bring, so it makes way for the model without limits while the report runs. */
async function withoutSanityLimits<Result>({ client }: ReplicaNode, checker: Address, action: () => Promise<Result>) {
  const code = await client.getCode({ address: checker });
  if (code === undefined) return action();
  const { deployedBytecode } = await readArtifact('LidoSanityCheckerModel');
  const swap = (bytecode: Hex) => client.setCode({ address: checker, bytecode });
  if (keccak256(code) === keccak256(deployedBytecode)) return action();
  await swap(deployedBytecode);
  try {
    return await action();
  } finally {
    await swap(code);
  }
}
