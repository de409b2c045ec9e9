export interface UtilisationInput {
  readonly available: bigint;
  readonly debt: bigint;
  /** What the whale owes, part of `debt`. */
  readonly whaleDebt: bigint;
  /** What the whale has supplied, part of `available` and what is lent. */
  readonly whaleSupply: bigint;
  /** The target in basis points, 1 to 10,000. */
  readonly bps: number;
}

/** What the whale does to get there, all in wei; at most one of each pair is above zero. */
export interface UtilisationPlan {
  readonly withdraw: bigint;
  readonly borrow: bigint;
  readonly repay: bigint;
  readonly supply: bigint;
}

/**
 * How a whale moves a reserve's utilisation, debt / (available + debt), to a target: it undoes what it did before it does more, so that going
 * there and back leaves the market as it was.
 */
export function planUtilisation({ available, debt, whaleDebt, whaleSupply, bps }: UtilisationInput): UtilisationPlan {
  const target = BigInt(bps);
  const availableAt = (owed: bigint) => (owed * (10_000n - target)) / target;
  const excess = available - availableAt(debt);
  if (excess > 0n) {
    const withdraw = excess < whaleSupply ? excess : whaleSupply;
    const left = available - withdraw;
    // Borrowing moves liquidity into debt: their sum stays.
    const borrow = ((left + debt) * target) / 10_000n - debt;
    return { withdraw, borrow: borrow > 0n ? borrow : 0n, repay: 0n, supply: 0n };
  }
  const surplusDebt = debt - ((available + debt) * target) / 10_000n;
  const repay = surplusDebt < whaleDebt ? surplusDebt : whaleDebt;
  const supply = availableAt(debt - repay) - (available + repay);
  return { withdraw: 0n, borrow: 0n, repay, supply: supply > 0n ? supply : 0n };
}
