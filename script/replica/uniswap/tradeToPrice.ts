import { parseEther } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { mined } from '../recipes/mined.ts';
import { mintWeth } from '../recipes/mintWeth.ts';
import { mintWstEth } from '../recipes/mintWstEth.ts';
import type { ReplicaNode } from '../types.ts';
import { poolAbi, swapRouterAbi, wethAbi } from './abis.ts';
import { sqrtPriceX96 } from './sqrtPriceX96.ts';

/** ETH that one round of trading brings along; a round that does not reach the price is followed by another. */
const roundWei = parseEther('5000');
const maxRounds = 40;

/**
 * Has the market maker trade the wstETH/WETH pool to a price by real swaps through the router: sells wstETH to go down, buys it to go up.
 *
 * @param priceWad WETH per wstETH in 1e18
 * @returns how much of the sold token the swaps took, in wei
 * @throws KeeperError `stop` when the pool is too deep to be moved that far
 */
export async function tradeToPrice(node: ReplicaNode, priceWad: bigint): Promise<bigint> {
  const targetX96 = sqrtPriceX96(priceWad);
  let soldWei = 0n;
  for (let round = 0; round < maxRounds; round++) {
    const spotX96 = await readSpotX96(node);
    if (spotX96 === targetX96) return soldWei;
    soldWei += await swapTowards(node, targetX96, targetX96 < spotX96);
  }
  throw new KeeperError(
    `The wstETH/WETH pool is too deep to be traded to that price with ${maxRounds} rounds of 5,000 ETH. Choose a smaller discount.`,
    { kind: 'stop', facts: { priceWad } },
  );
}

async function readSpotX96({ client }: ReplicaNode): Promise<bigint> {
  const [spotX96] = await client.readContract({ address: mainnet.wstEthWethPool, abi: poolAbi, functionName: 'slot0' });
  return spotX96;
}

async function swapTowards(node: ReplicaNode, sqrtPriceLimitX96: bigint, down: boolean): Promise<bigint> {
  const { client, accounts } = node;
  const account = accounts.marketMaker.address;
  const [tokenIn, tokenOut] = down ? [mainnet.wstEth, mainnet.weth] : [mainnet.weth, mainnet.wstEth];
  const token = { address: tokenIn, abi: wethAbi } as const;
  const balance = () => client.readContract({ ...token, functionName: 'balanceOf', args: [account] });
  if ((await balance()) < roundWei / 2n) await (down ? mintWstEth : mintWeth)(node, account, roundWei);
  const before = await balance();
  const router = mainnet.uniswapV3SwapRouter02;
  await mined(node, client.writeContract({ ...token, functionName: 'approve', args: [router, before], account }));
  const params = { tokenIn, tokenOut, fee: 100, recipient: account, amountIn: before, amountOutMinimum: 0n };
  const args = [{ ...params, sqrtPriceLimitX96 }] as const;
  const call = {
    address: router,
    abi: swapRouterAbi,
    functionName: 'exactInputSingle',
    args,
  } as const;
  await mined(node, client.writeContract({ ...call, account }));
  return before - (await balance());
}
