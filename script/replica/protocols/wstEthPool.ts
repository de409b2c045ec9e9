import { maxUint256, parseEther } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { packageOrigin } from '../packages/packageOrigin.ts';
import { codeHashAt } from '../recipes/codeHashAt.ts';
import { mined } from '../recipes/mined.ts';
import { mintWeth } from '../recipes/mintWeth.ts';
import { mintWstEth } from '../recipes/mintWstEth.ts';
import { passTime } from '../recipes/passTime.ts';
import type { Protocol, ReplicaNode } from '../types.ts';
import { poolAbi, positionManagerAbi, wethAbi } from '../uniswap/abis.ts';
import { readParWad } from '../uniswap/readParWad.ts';
import { type SeedPosition, seedPositions } from '../uniswap/seedPositions.ts';
import { sqrtPriceX96 } from '../uniswap/sqrtPriceX96.ts';
import { tradeToPrice } from '../uniswap/tradeToPrice.ts';

const { wstEthWethPool: address, wstEth: token0, weth: token1, uniswapV3PositionManager: manager } = mainnet;

/** Observations that the pool keeps: half an hour's worth even when somebody trades every five seconds. */
const cardinality = 360;
/** The market stands 1.5 basis points under par when the replica starts, as it does on a quiet day. */
const startPriceWad = (parWad: bigint) => (parWad * 99_985n) / 100_000n;

/** The wstETH/WETH 0.01 % pool: initialised, filled around par and traded for an hour, so that its TWAP can be read. Needs Lido. */
export const wstEthPool: Protocol = {
  name: 'wstEthPool',
  async build(node) {
    const parWad = await readParWad(node);
    await openMarket(node, sqrtPriceX96(startPriceWad(parWad)));
    await fund(node);
    for (const position of seedPositions) await mintPosition(node, parWad, position);
    await tradeForAnHour(node, parWad);
    const codeHash = await codeHashAt(node, address);
    const origin = await packageOrigin('@uniswap/v3-core');
    const note = 'Filled by the replica: 6,000 ETH around par.';
    return [{ name: 'wstETH/WETH 0.01 % pool', address, source: 'exact', codeHash, origin, note }];
  },
};

async function openMarket(node: ReplicaNode, startX96: bigint): Promise<void> {
  const call = { address, abi: poolAbi, account: node.accounts.marketMaker.address } as const;
  await mined(node, node.client.writeContract({ ...call, functionName: 'initialize', args: [startX96] }));
  const grow = { ...call, functionName: 'increaseObservationCardinalityNext', args: [cardinality] } as const;
  await mined(node, node.client.writeContract(grow));
}

async function fund(node: ReplicaNode): Promise<void> {
  const account = node.accounts.marketMaker.address;
  await mintWstEth(node, account, parseEther('10000'));
  await mintWeth(node, account, parseEther('10000'));
  for (const token of [token0, token1]) {
    const approve = { address: token, abi: wethAbi, functionName: 'approve', args: [manager, maxUint256] } as const;
    await mined(node, node.client.writeContract({ ...approve, account }));
  }
}

async function mintPosition(node: ReplicaNode, parWad: bigint, position: SeedPosition): Promise<void> {
  // The SDK takes a quarter of a second to load, which a boot from the cache shall not pay for.
  const { positionAmounts } = await import('../uniswap/positionAmounts.ts');
  const { client, accounts } = node;
  const recipient = accounts.marketMaker.address;
  const [spotX96] = await client.readContract({ address, abi: poolAbi, functionName: 'slot0' });
  const parTick = Math.round(Math.log(Number(parWad) / 1e18) / Math.log(1.0001));
  const range = { tickLower: parTick - position.ticksBelow, tickUpper: parTick + position.ticksAbove };
  const { wstEthWei, wethWei } = positionAmounts(spotX96, range, position.worthEth * 10n ** 18n);
  const { timestamp } = await client.getBlock();
  const amounts = { amount0Desired: wstEthWei, amount1Desired: wethWei, amount0Min: 0n, amount1Min: 0n };
  const params = { token0, token1, fee: 100, ...range, ...amounts, recipient, deadline: timestamp + 3_600n };
  const call = {
    address: manager,
    abi: positionManagerAbi,
    functionName: 'mint',
    args: [params],
  } as const;
  await mined(node, client.writeContract({ ...call, account: recipient }));
}

/** Trades half a basis point up and down every ten minutes, and ends where it began. */
async function tradeForAnHour(node: ReplicaNode, parWad: bigint): Promise<void> {
  const start = startPriceWad(parWad);
  const half = start / 20_000n;
  for (const price of [start + half, start - half, start + half, start - half, start + half, start]) {
    await passTime(node, 600);
    await tradeToPrice(node, price);
  }
}
