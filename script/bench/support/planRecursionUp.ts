const wad = 10n ** 18n;
const bps = 10_000n;

/** What a swap is reckoned to lose against par. */
const slippageBps = 100n;
/** How close to the lender's limit a round goes. */
const useBps = 9_950n;

/**
 * The borrows (WETH wei) by which a recursive loop reaches a debt in as few rounds as its loan-to-value lets it.
 *
 * @param collateral LST wei supplied before
 * @param parWad ETH per LST, WAD
 */
export function planRecursionUp(
  collateral: bigint,
  targetDebt: bigint,
  parWad: bigint,
  ltvBps: bigint,
): readonly bigint[] {
  const borrows: bigint[] = [];
  let supplied = collateral;
  let left = targetDebt;
  while (left > 0n) {
    const limit = (((supplied * parWad) / wad) * ltvBps * useBps) / bps ** 2n;
    const room = limit - (targetDebt - left);
    if (room <= 0n) throw new RangeError(`No loop of ${collateral} LST wei reaches a debt of ${targetDebt} wei.`);
    const borrow = room < left ? room : left;
    borrows.push(borrow);
    left -= borrow;
    supplied += (((borrow * wad) / parWad) * (bps - slippageBps)) / bps;
  }
  return borrows;
}
