import { argmaxConcave } from './argmaxConcave.ts';

/**
 * Where on [low, high] a function is largest that is concave between its breaks but need not be across them. On a tie the smallest such x.
 *
 * @param breaks points at which the pieces meet, in any order; those outside the interval are ignored
 */
export function argmaxPiecewise(
  low: bigint,
  high: bigint,
  breaks: readonly bigint[],
  value: (x: bigint) => bigint,
): bigint {
  const inside = breaks.filter((x) => x > low && x < high).sort((a, b) => (a < b ? -1 : 1));
  const ends = [low, ...inside, high];
  const candidates = ends.slice(1).map((end, i) => argmaxConcave(ends[i] ?? low, end, value));
  return candidates.reduce((best, x) => (value(x) > value(best) ? x : best), low);
}
