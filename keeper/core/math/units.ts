/** One, in 18 decimals. */
export const wad = 10n ** 18n;
/** One, in 27 decimals. */
export const ray = 10n ** 27n;
/** One, in basis points. */
export const bps = 10_000n;
export const secondsPerDay = 86_400n;
/** Aave's year: 365 days. */
export const secondsPerYear = 365n * secondsPerDay;
export const maxUint256 = 2n ** 256n - 1n;
