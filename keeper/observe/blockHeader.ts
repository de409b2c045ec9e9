import type { Hash } from 'viem';

/** What the keeper needs of a block's header. Everything that a tick reads is read at the block that it names. */
export type BlockHeader = {
  readonly number: bigint;
  readonly hash: Hash;
  readonly parentHash: Hash;
  /** Unix seconds. */
  readonly timestamp: bigint;
  readonly baseFeePerGasWei: bigint;
};
