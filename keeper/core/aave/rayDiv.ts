import { ray } from '../math/units.ts';

/** Aave's `WadRayMath.rayDiv`: a × 1e27 ÷ b, rounded half up. */
export function rayDiv(a: bigint, b: bigint): bigint {
  return (a * ray + b / 2n) / b;
}
