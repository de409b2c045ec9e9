/**
 * The largest x of [low, high] for which `holds`, which must hold up to some point and not beyond it.
 *
 * @returns undefined where it does not hold at `low`, or where the interval is empty
 */
export function largestWhere(low: bigint, high: bigint, holds: (x: bigint) => boolean): bigint | undefined {
  if (high < low || !holds(low)) return undefined;
  if (holds(high)) return high;
  let [good, bad] = [low, high];
  while (bad - good > 1n) {
    const middle = (good + bad) / 2n;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
