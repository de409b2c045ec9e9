import type { Address, Hash, Hex } from 'viem';

/** The transaction that carries a decision out, before anyone has signed or priced it. */
export type Plan = {
  readonly chainId: number;
  /** The vault. */
  readonly to: Address;
  /** A complete call of `ILstVault.rebalance`. */
  readonly data: Hex;
  readonly value: 0n;
  /** The vault's `rebalanceNonce` that the batch is good for, so that it can be carried out once at most. */
  readonly batchNonce: bigint;
  /** Unix seconds of block time after which the batch reverts. */
  readonly deadline: bigint;
  /** The block that was decided on. */
  readonly block: { readonly number: bigint; readonly hash: Hash };
  readonly hashes: DecisionHashes;
};

/** keccak256 over canonical JSON, so that anyone can recompute a decision and compare. */
export type DecisionHashes = {
  readonly snapshotHash: Hash;
  readonly policyHash: Hash;
  /** Over snapshot, policy, memory and actions; it travels in the transaction and comes out in the vault's event. */
  readonly decisionHash: Hash;
};
