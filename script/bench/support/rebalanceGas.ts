import { type Address, encodeFunctionData, type Hex, keccak256, stringToHex } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { gasOf } from './gasOf.ts';
import type { BenchVault } from './openVault.ts';

/** One action of a batch: LST (wei) that is deployed into a strategy, zero to manage what is there, and the operation that it runs. */
export interface BenchAction {
  readonly strategy: Address;
  readonly assets: bigint;
  readonly data: Hex;
}

/** `ILstVault.ActionKind`. */
const kinds = { deploy: 0, manage: 2 } as const;

/** Gas of the keeper's transaction that has the vault carry out one action: both valuations, caps, bounds and events of the vault included. */
export async function rebalanceGas({ node, vault }: BenchVault, action: BenchAction): Promise<number> {
  const { client, accounts } = node;
  const read = { address: vault, abi: lstVaultAbi } as const;
  const nonce = await client.readContract({ ...read, functionName: 'rebalanceNonce' });
  const { timestamp } = await client.getBlock();
  const terms = { nonce, deadline: timestamp + 600n, decisionHash: keccak256(stringToHex('bench')) };
  const kind = action.assets === 0n ? kinds.manage : kinds.deploy;
  const args = [[{ kind, ...action }], terms] as const;
  const data = encodeFunctionData({ abi: lstVaultAbi, functionName: 'rebalance', args });
  return gasOf(client, { from: accounts.keeper.address, to: vault, data });
}
