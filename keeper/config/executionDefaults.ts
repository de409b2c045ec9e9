import type { Policy } from '../core/policy.ts';
import type { ExecutionSettings, SigningPolicy } from '../execute/types.ts';

const gwei = 10n ** 9n;

/** What the keeper's key may sign for a vault: one batch, dust of strangers in the lender's account included, and no more than half an ETH for it. */
export function defaultSigningPolicy(chainId: number, vault: `0x${string}`): SigningPolicy {
  return {
    chainId,
    vault,
    maxGas: 12_000_000n,
    maxFeePerGasWei: 500n * gwei,
    maxCostWei: 5n * 10n ** 17n,
  };
}

/** How transactions are priced and followed. A development node mines at once and only then, so that nothing is waited for. */
export function defaultExecution(policy: Policy, replica: boolean): ExecutionSettings {
  return {
    priorityFeePerGasWei: policy.cost.priorityFeeWei,
    confirmations: replica ? 1 : 2,
    bumpAfterMs: 30_000,
    maxBumps: 6,
    timeoutMs: Number(policy.batch.deadlineSeconds) * 1_000,
    pollingIntervalMs: replica ? 50 : 2_000,
  };
}
