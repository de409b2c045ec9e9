/**
 * Uniswap's Q64.96 square root of a price that is given in 1e18 (here: WETH per wstETH), rounded down.
 */
export function sqrtPriceX96(priceWad: bigint): bigint {
  return squareRoot((priceWad << 192n) / 10n ** 18n);
}

/** Heron's method: from above, each step comes closer, until it does not. */
function squareRoot(square: bigint): bigint {
  if (square < 2n) return square;
  let root = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const next = (root + square / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
