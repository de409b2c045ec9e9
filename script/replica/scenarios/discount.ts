import { z } from 'zod';
import type { ReplicaNode, Scenario } from '../types.ts';
import { type Market, readMarket } from '../uniswap/readMarket.ts';
import { readParWad } from '../uniswap/readParWad.ts';
import { tradeToPrice } from '../uniswap/tradeToPrice.ts';
import { jump } from './jump.ts';

const options = z.strictObject({
  bps: z.coerce
    .number()
    .min(-100)
    .max(1_000)
    .describe(
      'how far under par the wstETH/WETH pool shall stand, in basis points from -100 (over par) to 1000; 0 brings it back to par',
    ),
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(0)
    .describe(
      'seconds to let pass afterwards, from 0 to 86400; 1800 and the half-hour TWAP has caught up with the spot price',
    ),
});

/** Parts of one basis point that the target price is computed with. */
const precision = 1_000;

/**
 * Trades the wstETH/WETH pool to a discount under par, by real swaps of the market maker, and lets time pass for the TWAP to follow.
 *
 * @param bps basis points under par, with at most three decimals; negative is above par
 * @param wait seconds
 */
export async function discount(
  node: ReplicaNode,
  { bps, wait = 0 }: { readonly bps: number; readonly wait?: number },
): Promise<Market & { readonly soldWei: bigint }> {
  const parWad = await readParWad(node);
  const scale = 10_000n * BigInt(precision);
  const soldWei = await tradeToPrice(node, (parWad * (scale - BigInt(Math.round(bps * precision)))) / scale);
  if (wait > 0) await jump(node, { seconds: wait });
  return { ...(await readMarket(node)), soldWei };
}

/** `ballast scenario discount` */
export const discountScenario: Scenario<typeof options> = {
  name: 'discount',
  summary: 'trade the wstETH/WETH pool to a discount under par, or back to it',
  options,
  run: async (node, given) => ({ ...(await discount(node, given)) }),
};
