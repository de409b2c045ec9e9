import { type Address, encodeFunctionData, type Hex, maxUint256 } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { addEth } from '../recipes/addEth.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode } from '../types.ts';
import { poolAbi, tokenAbi } from './aaveAbi.ts';
import { aaveAddresses as at } from './aaveAddresses.ts';
import { aaveMarket } from './aaveMarket.ts';
import { stakeWstEth } from './stakeWstEth.ts';

/** Variable rate: the one mode that Aave has left. */
const variable = 2n;

/** Lets the lender and the borrower of the development keys be the market's other people: WETH supplied, and borrowed against wstETH in e-mode. */
export async function seedAave(node: ReplicaNode): Promise<void> {
  const { client, accounts } = node;
  const [lender, borrower] = [accounts.lender.address, accounts.borrower.address];
  const { wethSupplied, wethBorrowed, ethStakedAsCollateral } = aaveMarket.others;
  const send = async (account: Address, to: Address, data: Hex, value = 0n) => {
    await mined(node, client.sendTransaction({ account, to, data, value, chain: null }));
  };
  const approval = encodeFunctionData({ abi: tokenAbi, functionName: 'approve', args: [at.pool, maxUint256] });
  const supply = (asset: Address, amount: bigint, onBehalfOf: Address) =>
    encodeFunctionData({ abi: poolAbi, functionName: 'supply', args: [asset, amount, onBehalfOf, 0] });

  await addEth(node, lender, wethSupplied);
  await send(lender, mainnet.weth, encodeFunctionData({ abi: tokenAbi, functionName: 'deposit' }), wethSupplied);
  await send(lender, mainnet.weth, approval);
  await send(lender, at.pool, supply(mainnet.weth, wethSupplied, lender));

  await stakeWstEth(node, borrower, ethStakedAsCollateral);
  const staked = await client.readContract({
    address: mainnet.wstEth,
    abi: tokenAbi,
    functionName: 'balanceOf',
    args: [borrower],
  });
  await send(borrower, mainnet.wstEth, approval);
  await send(borrower, at.pool, supply(mainnet.wstEth, staked, borrower));
  const { category } = aaveMarket.eMode;
  await send(borrower, at.pool, encodeFunctionData({ abi: poolAbi, functionName: 'setUserEMode', args: [category] }));
  await send(
    borrower,
    at.pool,
    encodeFunctionData({
      abi: poolAbi,
      functionName: 'borrow',
      args: [mainnet.weth, wethBorrowed, variable, 0, borrower],
    }),
  );
}
