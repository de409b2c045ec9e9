import { maxUint256, parseAbi, parseEther } from 'viem';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import type { BootedReplica } from '../../script/replica/bootReplica.ts';
import { mined } from '../../script/replica/recipes/mined.ts';
import { mintWeth } from '../../script/replica/recipes/mintWeth.ts';
import { discount } from '../../script/replica/scenarios/discount.ts';
import { jump } from '../../script/replica/scenarios/jump.ts';
import { factoryAbi, poolAbi, quoterAbi, swapRouterAbi, wethAbi } from '../../script/replica/uniswap/abis.ts';
import { readMarket } from '../../script/replica/uniswap/readMarket.ts';
import { startTestReplica } from '../support/replica.ts';

const roundAbi = parseAbi([
  'function latestRoundData() view returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)',
]);
const pool = { address: mainnet.wstEthWethPool, abi: poolAbi } as const;

describe('the wstETH/WETH pool', () => {
  let replica: BootedReplica;
  let snapshot: `0x${string}`;
  beforeAll(async () => {
    replica = await startTestReplica({ clock: 'state' });
    snapshot = await replica.client.snapshot();
  });
  beforeEach(async () => {
    await replica.client.revert({ id: snapshot });
    snapshot = await replica.client.snapshot();
  });
  afterAll(() => replica.stop());

  const swapWeth = async (amountIn: bigint) => {
    const account = replica.accounts.stranger.address;
    const wstEth = { address: mainnet.wstEth, abi: wethAbi, functionName: 'balanceOf', args: [account] } as const;
    const before = await replica.client.readContract(wstEth);
    await mintWeth(replica, account, amountIn);
    const router = mainnet.uniswapV3SwapRouter02;
    const approve = {
      address: mainnet.weth,
      abi: wethAbi,
      functionName: 'approve',
      args: [router, maxUint256],
    } as const;
    await mined(replica, replica.client.writeContract({ ...approve, account }));
    const pair = { tokenIn: mainnet.weth, tokenOut: mainnet.wstEth, fee: 100 } as const;
    const params = { ...pair, recipient: account, amountIn, amountOutMinimum: 0n, sqrtPriceLimitX96: 0n };
    const swap = { address: router, abi: swapRouterAbi, functionName: 'exactInputSingle', args: [params] } as const;
    await mined(replica, replica.client.writeContract({ ...swap, account }));
    return (await replica.client.readContract(wstEth)) - before;
  };

  const quoteWeth = async (amountIn: bigint) => {
    const pair = { tokenIn: mainnet.weth, tokenOut: mainnet.wstEth, fee: 100 } as const;
    const quoter = { address: mainnet.uniswapV3QuoterV2, abi: quoterAbi } as const;
    const args = [{ ...pair, amountIn, sqrtPriceLimitX96: 0n }] as const;
    const { result } = await replica.client.simulateContract({
      ...quoter,
      functionName: 'quoteExactInputSingle',
      args,
    });
    return result[0];
  };

  test("is the factory's own", async () => {
    const args = [mainnet.weth, mainnet.wstEth, 100] as const;
    const factory = { address: mainnet.uniswapV3Factory, abi: factoryAbi } as const;
    expect(await replica.client.readContract({ ...factory, functionName: 'getPool', args })).toBe(pool.address);
  });

  test('stands one to two basis points under par when the replica starts', async () => {
    const { spotDiscountBps, twapDiscountBps } = await readMarket(replica);
    expect(spotDiscountBps).toBeGreaterThan(1);
    expect(spotDiscountBps).toBeLessThan(2);
    expect(twapDiscountBps).toBeGreaterThan(0);
    expect(twapDiscountBps).toBeLessThan(3);
  });

  test('can be observed over half an hour', async () => {
    const { twapWad, parWad } = await readMarket(replica);
    expect(twapWad).toBeGreaterThan((parWad * 9_995n) / 10_000n);
    const [, , , cardinality] = await replica.client.readContract({ ...pool, functionName: 'slot0' });
    expect(cardinality).toBeGreaterThanOrEqual(360);
  });

  test('swaps for what the quoter quotes', async () => {
    const quoted = await quoteWeth(parseEther('100'));
    expect(await swapWeth(parseEther('100'))).toBe(quoted);
    expect(quoted).toBeGreaterThan(0n);
  });

  test('is deep: 400 ETH buy wstETH within a basis point of par, fee included', async () => {
    const { parWad } = await readMarket(replica);
    const fairWei = (parseEther('400') * 10n ** 18n) / parWad;
    expect(await quoteWeth(parseEther('400'))).toBeGreaterThan((fairWei * 9_999n) / 10_000n);
  });

  test('has a tail: only thousands of ETH bring it to a discount of five per cent, and some depth is left there', async () => {
    const { spotDiscountBps, soldWei } = await discount(replica, { bps: 500 });
    expect(spotDiscountBps).toBeCloseTo(500, 1);
    expect(soldWei).toBeGreaterThan(parseEther('1000'));
    expect(await replica.client.readContract({ ...pool, functionName: 'liquidity' })).toBeGreaterThan(0n);
  });

  test('discount moves the spot at once and the TWAP only with time', async () => {
    const at = await discount(replica, { bps: 300 });
    expect(at.spotDiscountBps).toBeCloseTo(300, 1);
    expect(at.twapDiscountBps).toBeLessThan(20);
    const later = await discount(replica, { bps: 300, wait: 1_800 });
    expect(later.soldWei).toBe(0n);
    expect(later.twapDiscountBps).toBeGreaterThan(299);
    expect(later.twapDiscountBps).toBeLessThan(302);
  });

  test('discount goes back to par', async () => {
    await discount(replica, { bps: 100, wait: 1_800 });
    const back = await discount(replica, { bps: 0, wait: 1_800 });
    expect(back.spotDiscountBps).toBeCloseTo(0, 1);
    expect(Math.abs(back.twapDiscountBps)).toBeLessThan(1.1);
  });

  test('jump moves the clock by what was asked for, and keeps the feeds fresh unless told otherwise', async () => {
    const feed = { address: mainnet.ethUsdFeed, abi: roundAbi, functionName: 'latestRoundData' } as const;
    const before = await replica.client.getBlock();
    await jump(replica, { seconds: 86_400, feeds: false });
    const stale = await replica.client.readContract(feed);
    const after = await replica.client.getBlock();
    expect(after.timestamp - before.timestamp).toBe(86_400n);
    expect(stale[3]).toBeLessThanOrEqual(before.timestamp);
    await jump(replica, { seconds: 86_400 });
    const fresh = await replica.client.readContract(feed);
    expect(fresh[3]).toBeGreaterThanOrEqual(before.timestamp + 172_800n);
    expect(fresh[1]).toBe(stale[1]);
  });
});
