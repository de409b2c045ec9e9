const wad = 10n ** 18n;
const bps = 10_000n;

/** What a swap is reckoned to lose against par. */
const slippageBps = 100n;
/** How close to the lender's limit a round goes. */
const useBps = 9_950n;

/**
 * The withdrawals (LST wei) by which a recursive loop repays its debt in as few rounds as the liquidation threshold lets it. The last one is
 * enough for what is then left.
 *
 * @param collateral LST wei supplied
 * @param debt WETH wei owed
 * @param parWad ETH per LST, WAD
 */
export function planRecursionDown(
  collateral: bigint,
  debt: bigint,
  parWad: bigint,
  liquidationThresholdBps: bigint,
): readonly bigint[] {
  const withdrawals: bigint[] = [];
  let supplied = collateral;
  let owed = debt;
  for (;;) {
    const locked = (((owed * wad) / parWad) * bps * bps) / (liquidationThresholdBps * useBps);
    const needed = (((owed * wad) / parWad) * bps) / (bps - slippageBps);
    const room = supplied - locked;
    if (room <= 0n) throw new RangeError(`No LST can leave a loop of ${collateral} LST wei that owes ${debt} wei.`);
    if (room >= needed) return [...withdrawals, needed];
    withdrawals.push(room);
    supplied -= room;
    owed -= (((room * parWad) / wad) * (bps - slippageBps)) / bps;
  }
}
