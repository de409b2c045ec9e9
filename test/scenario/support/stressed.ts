/**
 * A health factor (WAD) after the default policy's three shocks, reckoned here and not by the keeper: the lender's oracle 3 % too low, a depeg
 * of 5 %, debt 1 % up.
 */
export function stressed(healthFactorWad: bigint): bigint {
  return (healthFactorWad * 97n * 95n) / (100n * 101n);
}
