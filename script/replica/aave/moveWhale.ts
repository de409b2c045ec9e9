import {
  type Address,
  encodeFunctionData,
  getAddress,
  type Hex,
  keccak256,
  maxUint256,
  slice,
  stringToHex,
} from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { addEth } from '../recipes/addEth.ts';
import { impersonate } from '../recipes/impersonate.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode } from '../types.ts';
import { poolAbi as abi, stEthAbi, tokenAbi } from './aaveAbi.ts';
import { aaveAddresses as at } from './aaveAddresses.ts';
import type { UtilisationPlan } from './planUtilisation.ts';
import { readReserve } from './readReserve.ts';
import { stakeWstEth } from './stakeWstEth.ts';
import { withoutCaps } from './withoutCaps.ts';

/** Who moves utilisation: an address that nobody holds a key for, so that nobody else's position changes. */
export const whale: Address = getAddress(
  slice(keccak256(stringToHex('ballast replica: whale of the WETH reserve')), 12),
);

/** The whale borrows up to this part of its collateral's loan-to-value limit. */
const marginBps = 9_000n;
const variable = 2n;
const wad = 10n ** 18n;

/** Carries out a plan for the WETH reserve with the whale's own wstETH as collateral. The two reserves' caps stand aside meanwhile. */
export async function moveWhale(node: ReplicaNode, plan: UtilisationPlan): Promise<void> {
  await withoutCaps(node, () =>
    impersonate(node, whale, async () => {
      if (plan.withdraw > 0n) await withdraw(node, mainnet.weth, plan.withdraw);
      if (plan.borrow > 0n) await borrow(node, plan.borrow);
      if (plan.repay > 0n) await repay(node, plan.repay);
      if (plan.supply > 0n) {
        await getWeth(node, plan.supply);
        await supply(node, mainnet.weth, plan.supply);
      }
    }),
  );
}

async function borrow(node: ReplicaNode, amount: bigint): Promise<void> {
  await supplyCollateral(node, amount);
  const args = [mainnet.weth, amount, variable, 0, whale] as const;
  await send(node, at.pool, encodeFunctionData({ abi, functionName: 'borrow', args }));
}

async function supplyCollateral(node: ReplicaNode, debt: bigint): Promise<void> {
  const { ltvBps } = await readReserve(node, 'wsteth');
  const rateWad = await node.client.readContract({
    address: mainnet.stEth,
    abi: stEthAbi,
    functionName: 'getPooledEthByShares',
    args: [wad],
  });
  const limitBps = (BigInt(Math.max(ltvBps, 1)) * marginBps) / 10_000n;
  const needed = (debt * wad * 10_000n) / (rateWad * limitBps);
  const held = await balance(node, mainnet.wstEth);
  if (held < needed) await stakeWstEth(node, whale, ((needed - held) * rateWad) / wad + 1_000n);
  await supply(node, mainnet.wstEth, await balance(node, mainnet.wstEth));
}

/** Repays, and takes the collateral back once nothing is owed. */
async function repay(node: ReplicaNode, amount: bigint): Promise<void> {
  const owed = await balance(node, at.assets.weth.variableDebtToken);
  // Interest goes on since the plan was made, and until the block in which the debt is paid.
  const interestRoom = owed / 1_000_000n + 1n;
  const all = amount + interestRoom >= owed;
  await getWeth(node, all ? owed + interestRoom : amount);
  await approve(node, mainnet.weth);
  const args = [mainnet.weth, all ? maxUint256 : amount, variable, whale] as const;
  await send(node, at.pool, encodeFunctionData({ abi, functionName: 'repay', args }));
  if (all) await withdraw(node, mainnet.wstEth, maxUint256);
}

async function supply(node: ReplicaNode, asset: Address, amount: bigint): Promise<void> {
  await approve(node, asset);
  await send(node, at.pool, encodeFunctionData({ abi, functionName: 'supply', args: [asset, amount, whale, 0] }));
}

function withdraw(node: ReplicaNode, asset: Address, amount: bigint): Promise<void> {
  return send(node, at.pool, encodeFunctionData({ abi, functionName: 'withdraw', args: [asset, amount, whale] }));
}

async function getWeth(node: ReplicaNode, amount: bigint): Promise<void> {
  const missing = amount - (await balance(node, mainnet.weth));
  if (missing <= 0n) return;
  await addEth(node, whale, missing);
  await send(node, mainnet.weth, encodeFunctionData({ abi: tokenAbi, functionName: 'deposit' }), missing);
}

function approve(node: ReplicaNode, token: Address): Promise<void> {
  return send(node, token, encodeFunctionData({ abi: tokenAbi, functionName: 'approve', args: [at.pool, maxUint256] }));
}

function balance({ client }: ReplicaNode, token: Address): Promise<bigint> {
  return client.readContract({ address: token, abi: tokenAbi, functionName: 'balanceOf', args: [whale] });
}

async function send(node: ReplicaNode, to: Address, data: Hex, value = 0n): Promise<void> {
  await mined(node, node.client.sendTransaction({ account: whale, to, data, value, chain: null }));
}
