/** A payment rounds twice, each time by a wei at most, which on dust is no haircut. */
const roundingWei = 2n;

/** How far a payment is under what the shares are worth at par, in basis points cut off to hundredths; never negative. Amounts in wei. */
export function haircutBps(assets: bigint, parAssets: bigint): number {
  const lost = parAssets - assets;
  return lost <= roundingWei ? 0 : Number((lost * 1_000_000n) / parAssets) / 100;
}
