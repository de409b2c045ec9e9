const firstMs = 250;
const longestMs = 30_000;

/** How long to wait after so many failures in a row: doubling up to half a minute, with half of it left to chance so that keepers do not march in step. */
export function backOff(failures: number, random: () => number = Math.random): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 16));
  return Math.round(full / 2 + (full / 2) * random());
}
