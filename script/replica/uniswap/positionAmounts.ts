import { Token } from '@uniswap/sdk-core';
import { Pool, Position, TickMath } from '@uniswap/v3-sdk';
import JSBI from 'jsbi';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';

const wstEth = new Token(1, mainnet.wstEth, 18);
const weth = new Token(1, mainnet.weth, 18);

export interface Range {
  readonly tickLower: number;
  readonly tickUpper: number;
}

/**
 * What a new position over `range` takes of each token at the pool's price, if the two together shall be worth `worthWei` of WETH at that price.
 */
export function positionAmounts(
  sqrtPriceX96: bigint,
  range: Range,
  worthWei: bigint,
): { wstEthWei: bigint; wethWei: bigint } {
  const price = JSBI.BigInt(`${sqrtPriceX96}`);
  const pool = new Pool(wstEth, weth, 100, price, 0, TickMath.getTickAtSqrtRatio(price));
  const amountsOf = (liquidity: bigint) => {
    const { amount0, amount1 } = new Position({ pool, liquidity: `${liquidity}`, ...range }).mintAmounts;
    return { wstEthWei: BigInt(`${amount0}`), wethWei: BigInt(`${amount1}`) };
  };
  const probe = 10n ** 24n;
  const unit = amountsOf(probe);
  const unitWorthWei = ((unit.wstEthWei * sqrtPriceX96 * sqrtPriceX96) >> 192n) + unit.wethWei;
  return amountsOf((probe * worthWei) / unitWorthWei);
}
