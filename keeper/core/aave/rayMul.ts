import { ray } from '../math/units.ts';

/** Aave's `WadRayMath.rayMul`: a × b ÷ 1e27, rounded half up. */
export function rayMul(a: bigint, b: bigint): bigint {
  return (a * b + ray / 2n) / ray;
}
