import { type Address, encodeFunctionData, type Hex, type LocalAccount, zeroHash } from 'viem';
import { aaveV3LoopAbi } from '../../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { describeRevert } from '../../../keeper/simulate/describeRevert.ts';
import { findRevert } from '../../../keeper/simulate/findRevert.ts';
import type { ScenarioVault } from '../../support/scenarioVault.ts';

export interface BatchAction {
  readonly kind: 'deploy' | 'free' | 'manage';
  /** The vault's own loop when left out. */
  readonly strategy?: Address;
  readonly assets?: bigint;
  readonly data?: Hex;
}

export interface BatchResult {
  readonly status: 'success' | 'reverted';
  /** Name of the custom error, with its facts in `reason`. */
  readonly errorName?: string | undefined;
  readonly reason?: string;
}

const kinds = { deploy: 0, free: 1, manage: 2 } as const;
const ample = 8_000_000n;

/** Calldata of a lever-up or lever-down (WETH wei, and the caller's bound in LST wei). */
export function operation(name: 'leverUp' | 'leverDown', ethWei: bigint, boundLst: bigint): Hex {
  return encodeFunctionData({ abi: aaveV3LoopAbi, functionName: name, args: [ethWei, boundLst] });
}

/** Calldata of a batch; nonce and deadline are the ones that the vault would take now unless others are given. */
export async function encodeBatch(
  { client, vault, loop }: ScenarioVault,
  actions: readonly BatchAction[],
  terms: { readonly nonce?: bigint; readonly deadline?: bigint } = {},
): Promise<Hex> {
  const [nonce, { timestamp }] = await Promise.all([
    client.readContract({ address: vault, abi: lstVaultAbi, functionName: 'rebalanceNonce' }),
    client.getBlock(),
  ]);
  const encoded = actions.map(({ kind, strategy = loop, assets = 0n, data = '0x' }) => {
    return { kind: kinds[kind], strategy, assets, data };
  });
  const given = { nonce: terms.nonce ?? nonce, deadline: terms.deadline ?? timestamp + 600n, decisionHash: zeroHash };
  return encodeFunctionData({ abi: lstVaultAbi, functionName: 'rebalance', args: [encoded, given] });
}

/**
 * Signs and sends a call with an account's own key and no check beforehand, as a thief does, and says what the chain made of it. The reason of
 * a revert is asked for on the state that the transaction met.
 */
export async function sendAs(
  { client }: ScenarioVault,
  account: LocalAccount,
  to: Address,
  data: Hex,
): Promise<BatchResult> {
  const call = { account, to, data, gas: ample } as const;
  const refusal = await client.call(call).then(
    () => undefined,
    (error: unknown) => describeRevert(findRevert(error)?.data ?? '0x'),
  );
  const hash = await client.sendTransaction({ ...call, chain: client.chain });
  const { status } = await client.waitForTransactionReceipt({ hash });
  if ((status === 'reverted') !== (refusal !== undefined)) throw new Error(`The call and its block differ: ${status}`);
  return refusal === undefined ? { status } : { status, errorName: refusal.errorName, reason: refusal.reason };
}

/** A batch, sent to the vault with a key that may or may not have the keeper's role. */
export async function rebalanceAs(
  on: ScenarioVault,
  account: LocalAccount,
  actions: readonly BatchAction[],
  terms: { readonly nonce?: bigint; readonly deadline?: bigint } = {},
): Promise<BatchResult> {
  return sendAs(on, account, on.vault, await encodeBatch(on, actions, terms));
}
