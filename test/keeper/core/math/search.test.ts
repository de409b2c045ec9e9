import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argmaxConcave } from '../../../../keeper/core/math/argmaxConcave.ts';
import { argmaxPiecewise } from '../../../../keeper/core/math/argmaxPiecewise.ts';
import { ceilDiv } from '../../../../keeper/core/math/ceilDiv.ts';
import { largestWhere } from '../../../../keeper/core/math/largestWhere.ts';
import { smallestWhere } from '../../../../keeper/core/math/smallestWhere.ts';
import { sqrt } from '../../../../keeper/core/math/sqrt.ts';
import { fixed } from '../../../../keeper/core/text/fixed.ts';

const points = fc.bigInt(-(10n ** 24n), 10n ** 24n);

describe('searches', () => {
  it('largestWhere and smallestWhere meet at a threshold', () => {
    fc.assert(
      fc.property(points, points, points, (a, b, threshold) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const upTo = largestWhere(low, high, (x) => x <= threshold);
        const from = smallestWhere(low, high, (x) => x > threshold);
        expect(upTo).toBe(threshold < low ? undefined : threshold > high ? high : threshold);
        expect(from).toBe(threshold >= high ? undefined : threshold < low ? low : threshold + 1n);
      }),
    );
    expect(largestWhere(2n, 1n, () => true)).toBeUndefined();
    expect(smallestWhere(2n, 1n, () => true)).toBeUndefined();
  });

  it('argmaxConcave finds the top of a parabola to a millionth, ends included', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 24n), fc.bigInt(1n, 10n ** 24n), points, (low, width, top) => {
        const high = low + width;
        const best = argmaxConcave(low, high, (x) => -((x - top) ** 2n));
        const truth = top < low ? low : top > high ? high : top;
        const miss = best > truth ? best - truth : truth - best;
        expect(miss).toBeLessThanOrEqual(width / 1_000_000n + 1n);
        expect(best >= low && best <= high).toBe(true);
      }),
    );
    expect(argmaxConcave(5n, 5n, (x) => x)).toBe(5n);
  });

  it('argmaxPiecewise finds the higher of two hills, and the smallest of equals', () => {
    // Hills at 100 and 900 that meet at 500; the second is higher by one.
    const hills = (bonus: bigint) => (x: bigint) => (x < 500n ? -((x - 100n) ** 2n) : bonus - (x - 900n) ** 2n);
    expect(argmaxPiecewise(0n, 1_000n, [500n], hills(1n))).toBe(900n);
    expect(argmaxPiecewise(0n, 1_000n, [500n], hills(-1n))).toBe(100n);
    expect(argmaxPiecewise(0n, 1_000n, [500n, -3n, 5_000n], hills(1n))).toBe(900n);
    expect(argmaxPiecewise(0n, 1_000n, [], () => 7n)).toBe(0n);
    expect(argmaxPiecewise(3n, 3n, [], (x) => x)).toBe(3n);
  });

  it('sqrt and ceilDiv are exact', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 400n), fc.bigInt(1n, 2n ** 200n), (x, divisor) => {
        const root = sqrt(x);
        expect(root * root <= x && (root + 1n) ** 2n > x).toBe(true);
        const up = ceilDiv(x, divisor);
        expect(up * divisor >= x && (up - 1n) * divisor < x).toBe(true);
      }),
    );
    expect([0n, 1n, 2n, 3n, 4n].map(sqrt)).toEqual([0n, 1n, 1n, 1n, 2n]);
  });

  it('fixed cuts off and never rounds up', () => {
    expect(fixed(1_999_999n, 6, 2)).toBe('1.99');
    expect(fixed(-1_999_999n, 6, 2)).toBe('-1.99');
    expect(fixed(5n, 6, 2)).toBe('0.00');
    expect(fixed(12_345_678n, 6, 0)).toBe('12');
    expect(fixed(50n, 3, 3)).toBe('0.050');
  });
});
