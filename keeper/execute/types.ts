import type { Hash } from 'viem';

/** What became of a plan that was to be sent. */
export type Outcome =
  | (Mined & { readonly status: 'confirmed' })
  /** Mined and reverted: gas was paid, nothing else happened. */
  | (Mined & { readonly status: 'reverted'; readonly reason: string })
  /** Another transaction of the same account took its nonce, so this one can never be mined. */
  | { readonly status: 'replaced'; readonly hash: Hash; readonly reason: string }
  /** Sent, and not settled within the time allowed. It is followed further before anything new is signed. */
  | { readonly status: 'unknown'; readonly hash: Hash; readonly reason: string }
  /** Nothing is on its way: policy, fees or the node refused it. */
  | { readonly status: 'refused'; readonly reason: string };

export type Mined = {
  readonly hash: Hash;
  readonly blockNumber: bigint;
  readonly blockHash: Hash;
  readonly gasUsed: bigint;
  readonly effectiveGasPriceWei: bigint;
};

/** What the keeper's key may sign. Everything that is not named here is refused. */
export type SigningPolicy = {
  readonly chainId: number;
  /** The only admissible target. */
  readonly vault: `0x${string}`;
  /** Ceiling for the gas limit of one transaction. */
  readonly maxGas: bigint;
  /** Ceiling for `maxFeePerGas`, replacements included. */
  readonly maxFeePerGasWei: bigint;
  /** Ceiling for gas limit times `maxFeePerGas`. */
  readonly maxCostWei: bigint;
};

/** How transactions are priced and followed. */
export type ExecutionSettings = {
  /** Tip of the first attempt. */
  readonly priorityFeePerGasWei: bigint;
  /** Blocks on top of the one that holds the transaction, itself included, before it counts as settled. */
  readonly confirmations: number;
  /** A transaction that is not mined after so long is sent again with higher fees. */
  readonly bumpAfterMs: number;
  readonly maxBumps: number;
  /** After so long the outcome is `unknown`. */
  readonly timeoutMs: number;
  /** Longest wait between two looks at the chain; the first ones come sooner. */
  readonly pollingIntervalMs: number;
};
