import type { ExecutionSettings, SigningPolicy } from './types.ts';

export type Fees = { readonly maxFeePerGasWei: bigint; readonly priorityFeePerGasWei: bigint };

/**
 * EIP-1559 fees from a block's base fee: room for the base fee to double, cut to what policy allows. Where `replaces` is given, both fees are
 * at least an eighth over its fees, which every node accepts as a replacement.
 *
 * @returns undefined where the ceilings leave less than base fee and tip, or less than the replacement needs
 */
export function priceFees(input: {
  readonly baseFeePerGasWei: bigint;
  readonly gasLimit: bigint;
  readonly settings: ExecutionSettings;
  readonly policy: SigningPolicy;
  readonly replaces?: Fees | undefined;
}): Fees | undefined {
  const { baseFeePerGasWei, gasLimit, settings, policy, replaces } = input;
  const byCost = policy.maxCostWei / gasLimit;
  const ceiling = byCost < policy.maxFeePerGasWei ? byCost : policy.maxFeePerGasWei;
  const priorityFeePerGasWei = max(settings.priorityFeePerGasWei, raised(replaces?.priorityFeePerGasWei));
  const least = max(baseFeePerGasWei + priorityFeePerGasWei, raised(replaces?.maxFeePerGasWei));
  if (least > ceiling) return undefined;
  const wanted = max(2n * baseFeePerGasWei + priorityFeePerGasWei, least);
  return { priorityFeePerGasWei, maxFeePerGasWei: wanted < ceiling ? wanted : ceiling };
}

/** An eighth more, rounded up, and never the same. */
function raised(feeWei: bigint | undefined): bigint {
  if (feeWei === undefined) return 0n;
  return max((feeWei * 9n + 7n) / 8n, feeWei + 1n);
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
