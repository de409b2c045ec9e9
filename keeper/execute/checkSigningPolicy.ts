import { type Address, decodeFunctionData, encodeFunctionData, type Hex, isAddressEqual, slice } from 'viem';
import { aaveV3LoopAbi } from '../abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../abi/lstVault.gen.ts';
import { KeeperError } from '../core/errors.ts';
import type { SigningPolicy } from './types.ts';

/** A transaction as it is about to be signed. */
export type UnsignedTransaction = {
  readonly chainId: number;
  readonly to: Address;
  readonly data: Hex;
  readonly value: bigint;
  readonly gas: bigint;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
};

/** The operations that an action may carry, and no others: a strategy may get more than the keeper was made for. */
const operations = ['leverUp', 'leverDown'] as const;

/**
 * Lets a transaction pass only if everything about it is what this keeper was built to sign.
 *
 * @throws KeeperError `skip` that names the first thing that is not
 */
export function checkSigningPolicy(transaction: UnsignedTransaction, policy: SigningPolicy): void {
  const { chainId, to, data, value, gas, maxFeePerGas, maxPriorityFeePerGas } = transaction;
  allow(chainId === policy.chainId, `chain ${chainId} is not ${policy.chainId}`);
  allow(isAddressEqual(to, policy.vault), `the target ${to} is not the vault ${policy.vault}`);
  allow(value === 0n, `it would send ${value} wei`);
  allow(gas <= policy.maxGas, `a gas limit of ${gas} is over the ceiling of ${policy.maxGas}`);
  allow(
    maxFeePerGas <= policy.maxFeePerGasWei,
    `a fee of ${maxFeePerGas} wei is over the ceiling of ${policy.maxFeePerGasWei}`,
  );
  allow(maxPriorityFeePerGas <= maxFeePerGas, `the tip of ${maxPriorityFeePerGas} wei is over the whole fee`);
  const cost = gas * maxFeePerGas;
  allow(cost <= policy.maxCostWei, `it may cost ${cost} wei, over the ceiling of ${policy.maxCostWei}`);
  checkBatch(data);
}

function checkBatch(data: Hex): void {
  const batch = attempt(() => decodeFunctionData({ abi: lstVaultAbi, data }));
  if (batch?.functionName !== 'rebalance') throw refusal(`the call ${selectorOf(data)} is not rebalance`);
  // Bytes that decode to the same batch but differ could say something else to another reader.
  allow(encodeFunctionData({ abi: lstVaultAbi, ...batch }) === data, 'the batch is not encoded the one canonical way');
  const [actions] = batch.args;
  allow(actions.length > 0, 'the batch is empty');
  for (const action of actions) if (action.data !== '0x') checkOperation(action.data);
}

function checkOperation(data: Hex): void {
  const operation = attempt(() => decodeFunctionData({ abi: aaveV3LoopAbi, data }));
  const known = operations.find((name) => name === operation?.functionName);
  if (operation === undefined || known === undefined)
    throw refusal(`an action carries the unlisted operation ${selectorOf(data)}`);
  allow(
    encodeFunctionData({ abi: aaveV3LoopAbi, ...operation }) === data,
    `${known} is not encoded the one canonical way`,
  );
}

function allow(condition: boolean, what: string): void {
  if (!condition) throw refusal(what);
}

function refusal(what: string): KeeperError {
  return new KeeperError(`The signing policy refuses the transaction: ${what}. Nothing was signed.`, { kind: 'skip' });
}

function selectorOf(data: Hex): string {
  return data.length < 10 ? data : slice(data, 0, 4);
}

function attempt<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch {
    // Undecodable is one way of not being on the list; the caller refuses it.
    return undefined;
  }
}
