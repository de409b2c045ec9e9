import { jump } from '../../../script/replica/scenarios/jump.ts';
import type { ReplicaNode } from '../../../script/replica/types.ts';
import { readParWad } from '../../../script/replica/uniswap/readParWad.ts';
import { tradeToPrice } from '../../../script/replica/uniswap/tradeToPrice.ts';

const twapSeconds = 1_800;

/** The pool is held where it has hardly any liquidity for as long as the TWAP looks back, so that it is silent. */
export async function silenceTwap(node: ReplicaNode): Promise<void> {
  await tradeToPrice(node, ((await readParWad(node)) * 103n) / 100n);
  await jump(node, { seconds: twapSeconds });
}
