/** The rate limit on new stake, as it lies in one storage word of stETH. */
export interface StakeLimitWord {
  /** Block of the last change; 0 means that staking is paused. */
  readonly lastBlock: bigint;
  readonly lastLimitWei: bigint;
  /** Blocks that the limit takes to fill from empty. */
  readonly growthBlocks: bigint;
  /** 0 means that there is no limit. */
  readonly maximumWei: bigint;
}

/** Packs the rate limit on new stake: 32 bits of block, 96 of limit, 32 of growth, 96 of maximum, from the lowest bit up. */
export function stakeLimitWord(limit: StakeLimitWord): bigint {
  return limit.lastBlock | (limit.lastLimitWei << 32n) | (limit.growthBlocks << 128n) | (limit.maximumWei << 160n);
}
