/**
 * The smallest x of [low, high] for which `holds`, which must fail up to some point and hold from it on.
 *
 * @returns undefined where it does not hold at `high`, or where the interval is empty
 */
export function smallestWhere(low: bigint, high: bigint, holds: (x: bigint) => boolean): bigint | undefined {
  if (high < low || !holds(high)) return undefined;
  if (holds(low)) return low;
  let [bad, good] = [low, high];
  while (good - bad > 1n) {
    const middle = (bad + good) / 2n;
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
