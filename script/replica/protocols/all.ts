import type { Protocol } from '../types.ts';
import { multicall3 } from './multicall3.ts';
import { permit2 } from './permit2.ts';
import { uniswap } from './uniswap.ts';
import { weth } from './weth.ts';

/** Every protocol of the replica, in the order in which they can be built: each may use those before it. */
export const protocols: readonly Protocol[] = [weth, multicall3, permit2, uniswap];
