/** One liquidity position around par: how much ETH it is worth, and how far it reaches below and above par, in ticks (about 1 bp each). */
export interface SeedPosition {
  readonly worthEth: bigint;
  readonly ticksBelow: number;
  readonly ticksAbove: number;
}

/**
 * The pool's depth, in the shape that it has on mainnet: 6,000 ETH in all, most of it within a few basis points of par, since an arbitrageur
 * can mint wstETH at par and redeem it at par after a wait, and a thin tail that reaches a discount of 10 %.
 */
export const seedPositions: readonly SeedPosition[] = [
  { worthEth: 2_400n, ticksBelow: 5, ticksAbove: 2 },
  { worthEth: 2_000n, ticksBelow: 16, ticksAbove: 6 },
  { worthEth: 900n, ticksBelow: 60, ticksAbove: 20 },
  { worthEth: 700n, ticksBelow: 1_054, ticksAbove: 200 },
];
