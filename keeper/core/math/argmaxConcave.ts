import { largestWhere } from './largestWhere.ts';
import { maxOf } from './maxOf.ts';

/** Differences are taken over this share of the interval, so that they stand far above the rounding of one wei. */
const resolution = 1_000_000n;

/**
 * Where on [low, high] a concave function is largest, to a millionth of the interval: the last point from which a step up still gains.
 */
export function argmaxConcave(low: bigint, high: bigint, value: (x: bigint) => bigint): bigint {
  const step = maxOf((high - low) / resolution, 1n);
  const rising = largestWhere(low, high - step, (x) => value(x + step) > value(x));
  return rising === undefined ? low : rising + step;
}
