/** How far a figure is from what was expected, in basis points of that, rounded up. */
export function apartBps(actual: bigint, expected: unknown): bigint {
  if (typeof expected !== 'bigint') throw new Error(`Not a number: ${String(expected)}`);
  const apart = actual > expected ? actual - expected : expected - actual;
  return (apart * 10_000n + expected - 1n) / expected;
}
