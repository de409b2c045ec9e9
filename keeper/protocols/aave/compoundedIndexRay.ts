const ray = 10n ** 27n;
const secondsPerYear = 31_536_000n;

/**
 * A variable-debt index carried on from its last update at the rate of that time: e^x to the third term, x = rate × time, as Aave v3.6 has it
 * (MathUtils.calculateCompoundedInterest).
 *
 * @returns ray; the stored index where no time has passed
 */
export function compoundedIndexRay(indexRay: bigint, rateRay: bigint, seconds: bigint): bigint {
  if (seconds <= 0n) return indexRay;
  const x = (rateRay * seconds) / secondsPerYear;
  const growth = ray + x + rayMul(x, x / 2n + rayMul(x, x / 6n));
  return rayMul(indexRay, growth);
}

/** Half up, as Aave rounds. */
function rayMul(a: bigint, b: bigint): bigint {
  return (a * b + ray / 2n) / ray;
}
