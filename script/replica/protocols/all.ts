import type { Protocol } from '../types.ts';
import { aaveProtocol } from './aave.ts';
import { eigenlayer } from './eigenlayer.ts';
import { feedsProtocol } from './feeds.ts';
import { lidoProtocol } from './lido.ts';
import { multicall3 } from './multicall3.ts';
import { permit2 } from './permit2.ts';
import { uniswap } from './uniswap.ts';
import { weth } from './weth.ts';
import { wstEthPool } from './wstEthPool.ts';

/** Every protocol of the replica, in the order in which they can be built: each may use those before it. */
export const protocols: readonly Protocol[] = [
  weth,
  multicall3,
  permit2,
  lidoProtocol,
  feedsProtocol,
  uniswap,
  aaveProtocol,
  wstEthPool,
  eigenlayer,
];
