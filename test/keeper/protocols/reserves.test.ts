import { ASSETS } from '@aave-dao/aave-address-book/AaveV3Ethereum';
import { encodeFunctionData, erc20Abi, maxUint256, parseAbi, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReserves, repayCall } from '../../../keeper/protocols/aave/reserves.ts';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { startTestReplica } from '../../support/replica.ts';

type Replica = Awaited<ReturnType<typeof startTestReplica>>;

describe("what people see of Aave's reserves", () => {
  let replica: Replica;
  beforeAll(async () => {
    replica = await startTestReplica();
    await replica.client.increaseTime({ seconds: 86_400 });
    await replica.client.mine({ blocks: 1 });
  });
  afterAll(() => replica?.stop());

  const read = async (assets?: readonly `0x${string}`[]) => {
    const { timestamp } = await replica.client.getBlock();
    return readReserves({ rpcUrl: replica.rpcUrl, chainId: 1, timestamp }, assets);
  };

  test('the debt is what the debt token says, interest of the last day included', async () => {
    const [weth] = await read([mainnet.weth]);
    const debt = await replica.client.readContract({
      address: ASSETS.WETH.V_TOKEN,
      abi: erc20Abi,
      functionName: 'totalSupply',
    });
    const difference = debt - (weth?.borrowed ?? 0n);
    expect(difference * difference).toBeLessThanOrEqual(4n);
    expect(debt).toBeGreaterThan(0n);
  });

  test('supply, utilisation and cap fit together', async () => {
    const [weth, ...others] = await read([mainnet.weth]);
    expect(others).toEqual([]);
    expect(weth?.symbol).toBe('WETH');
    expect(weth?.supplied).toBe((weth?.available ?? 0n) + (weth?.borrowed ?? 0n));
    expect(weth?.utilisationWad).toBe(((weth?.borrowed ?? 0n) * 10n ** 18n) / (weth?.supplied ?? 1n));
    expect(weth?.supplyCap).toBe(parseEther('3200000'));
    expect(weth?.borrowingEnabled).toBe(true);
  });

  test('all reserves where none is named', async () => {
    expect((await read()).map(({ symbol }) => symbol)).toEqual(['WETH', 'wstETH']);
  });

  test('a node that is not there is an error to try again, without its address', async () => {
    const dead = readReserves({ rpcUrl: 'http://127.0.0.1:1/secret', chainId: 1, timestamp: 0n });
    await expect(dead).rejects.toMatchObject({ kind: 'retry', shortMessage: expect.not.stringContaining('secret') });
  });
});

test('a repayment for someone else is the same bytes as by the ABI', () => {
  const payer = '0x1111111111111111111111111111111111111111';
  const debtor = '0x2222222222222222222222222222222222222222';
  const abi = parseAbi(['function repay(address asset, uint256 amount, uint256 rateMode, address onBehalfOf)']);
  const call = repayCall({ asset: mainnet.weth, amount: parseEther('3'), payer, debtor });
  expect(call).toEqual({
    to: mainnet.aavePool,
    data: encodeFunctionData({ abi, args: [mainnet.weth, parseEther('3'), 2n, debtor] }),
  });
  expect(repayCall({ asset: mainnet.weth, amount: maxUint256, payer, debtor }).data).not.toBe(call.data);
});
