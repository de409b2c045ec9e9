const wad = 10n ** 18n;
const bps = 10_000n;

/** Aave's e-mode limits for the pair, in bps. */
export interface RecursionLimits {
  readonly ltvBps: bigint;
  readonly liquidationThresholdBps: bigint;
}

/** What a swap is reckoned to lose against par, and how close to Aave's limits a round goes. */
const slippageBps = 100n;
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
  { ltvBps }: RecursionLimits,
): readonly bigint[] {
  const borrows: bigint[] = [];
  let supplied = collateral;
  for (let left = targetDebt; left > 0n; ) {
    const limit = (((supplied * parWad) / wad) * ltvBps * useBps) / bps ** 2n;
    const room = limit - (targetDebt - left);
    const borrow = room < left ? room : left;
    borrows.push(borrow);
    left -= borrow;
    supplied += (((borrow * wad) / parWad) * (bps - slippageBps)) / bps;
  }
  return borrows;
}

/** The withdrawals (LST wei) by which a recursive loop repays its debt in as few rounds as the liquidation threshold lets it. */
export function planRecursionDown(
  collateral: bigint,
  debt: bigint,
  parWad: bigint,
  { liquidationThresholdBps }: RecursionLimits,
): readonly bigint[] {
  const withdrawals: bigint[] = [];
  let supplied = collateral;
  for (let owed = debt; owed > 0n; ) {
    const locked = (((owed * wad) / parWad) * bps * bps) / (liquidationThresholdBps * useBps);
    const needed = (((owed * wad) / parWad) * bps) / (bps - slippageBps);
    const room = supplied - locked;
    const withdrawal = room < needed ? room : needed;
    withdrawals.push(withdrawal);
    if (withdrawal === needed) break;
    supplied -= withdrawal;
    owed -= (((withdrawal * parWad) / wad) * (bps - slippageBps)) / bps;
  }
  return withdrawals;
}
