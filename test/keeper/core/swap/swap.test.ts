import { createRequire } from 'node:module';
import fc from 'fast-check';
import type JSBI from 'jsbi';
import { describe, expect, it } from 'vitest';
import { lstInForEthOut } from '../../../../keeper/core/swap/lstInForEthOut.ts';
import { lstOutForEthIn } from '../../../../keeper/core/swap/lstOutForEthIn.ts';
import { purchasedLst } from '../../../../keeper/core/swap/purchasedLst.ts';
import { splitPurchase } from '../../../../keeper/core/swap/splitPurchase.ts';
import { poolAt, wad } from '../support/healthySnapshot.ts';

// By require, since the SDK's ESM build cannot be loaded by Node, and Vite's inlining of it is slow and loud.
const require = createRequire(import.meta.url);
const { SwapMath } = require('@uniswap/v3-sdk') as typeof import('@uniswap/v3-sdk');
const { BigInt: toJsbi } = require('jsbi') as typeof JSBI;

const big = (x: JSBI): bigint => BigInt(x.toString());
const jsbi = (x: bigint): JSBI => toJsbi(x.toString());
const pools = fc.record({
  rateWad: fc.bigInt(wad / 2n, 2n * wad),
  liquidity: fc.bigInt(10n ** 21n, 10n ** 26n),
  feePips: fc.constantFrom(100n, 500n, 3_000n),
});

/** One step of Uniswap's own SDK with the price free to move to the end of its range. */
function step(pool: { sqrtPriceX96: bigint; liquidity: bigint; feePips: bigint }, up: boolean, amount: bigint) {
  const target = up ? pool.sqrtPriceX96 * 1_000n : pool.sqrtPriceX96 / 1_000n;
  const [, input, output, fee] = SwapMath.computeSwapStep(
    jsbi(pool.sqrtPriceX96),
    jsbi(target),
    jsbi(pool.liquidity),
    jsbi(amount),
    Number(pool.feePips) as never,
  );
  return { paid: big(input) + big(fee), got: big(output) };
}

describe('the pool’s price, against Uniswap’s own SDK to the wei', () => {
  it('LST to pay for an exact amount of ETH', () => {
    fc.assert(
      fc.property(pools, fc.bigInt(1n, 10n ** 22n), ({ rateWad, ...rest }, ethOut) => {
        const pool = { ...poolAt(rateWad), ...rest };
        fc.pre(ethOut * 2n ** 96n < (pool.liquidity * pool.sqrtPriceX96 * 9n) / 10n);
        const { paid, got } = step(pool, false, -ethOut);
        expect(got).toBe(ethOut);
        expect(lstInForEthOut(pool, ethOut)).toBe(paid);
      }),
      { numRuns: 500 },
    );
  });

  it('LST to get for an exact amount of ETH', () => {
    fc.assert(
      fc.property(pools, fc.bigInt(1n, 10n ** 22n), ({ rateWad, ...rest }, ethIn) => {
        const pool = { ...poolAt(rateWad), ...rest };
        const { got } = step(pool, true, ethIn);
        expect(lstOutForEthIn(pool, ethIn)).toBe(got);
      }),
      { numRuns: 500 },
    );
  });

  it('says that an empty or too thin pool cannot deliver', () => {
    const pool = { ...poolAt(wad), liquidity: 1_000n * wad, feePips: 100n };
    expect(lstInForEthOut({ ...pool, liquidity: 0n }, wad)).toBeUndefined();
    expect(lstInForEthOut({ ...pool, sqrtPriceX96: 0n }, wad)).toBeUndefined();
    expect(lstInForEthOut(pool, 1_000n * wad)).toBeUndefined();
    expect(lstInForEthOut(pool, 999n * wad)).toBeTypeOf('bigint');
    expect(lstOutForEthIn({ ...pool, liquidity: 0n }, wad)).toBe(0n);
    expect(lstOutForEthIn({ ...pool, sqrtPriceX96: 0n }, wad)).toBe(0n);
  });
});

describe('buying at the better of pool and issuer', () => {
  const par = (122n * wad) / 100n;
  const issuer = { paused: false, stakeLimit: 1_000_000n * wad };
  const pool = (rateWad: bigint) => ({ ...poolAt(rateWad), liquidity: 5_000_000n * wad, feePips: 100n });

  it('takes the issuer for everything where the pool is at par or over', () => {
    expect(splitPurchase(pool(par), issuer, par, 500n * wad)).toEqual({ poolEth: 0n, issuerEth: 500n * wad });
  });

  it('takes the pool alone where it stays under par to the end, or the issuer is paused', () => {
    expect(splitPurchase(pool((par * 97n) / 100n), issuer, par, 500n * wad).poolEth).toBe(500n * wad);
    expect(splitPurchase(pool(par), { ...issuer, paused: true }, par, 500n * wad).poolEth).toBe(500n * wad);
  });

  it('leaves to the pool what is over the issuer’s limit', () => {
    const split = splitPurchase(pool(par), { ...issuer, stakeLimit: 100n * wad }, par, 500n * wad);
    expect(split).toEqual({ poolEth: 400n * wad, issuerEth: 100n * wad });
  });

  it('gets more LST by its split than by any other', () => {
    fc.assert(
      fc.property(
        fc.bigInt((par * 99n) / 100n, (par * 101n) / 100n),
        fc.bigInt(wad, 3_000n * wad),
        fc.bigInt(0n, 1_000n),
        (rateWad, ethIn, share) => {
          const poolEth = (ethIn * share) / 1_000n;
          const other = lstOutForEthIn(pool(rateWad), poolEth) + ((ethIn - poolEth) * wad) / par;
          expect(purchasedLst(pool(rateWad), issuer, par, ethIn)).toBeGreaterThanOrEqual(other - 10n);
        },
      ),
    );
  });
});
