/** One, in Uniswap v3's 96-bit fixed point. */
export const q96 = 2n ** 96n;
/** One, in hundredths of a basis point: the unit of a pool's fee. */
export const pips = 1_000_000n;
