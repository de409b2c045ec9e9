import { encodeFunctionData } from 'viem';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode } from '../types.ts';
import { configuratorAbi as abi, poolAbi } from './aaveAbi.ts';
import { aaveAddresses as at } from './aaveAddresses.ts';
import { asPoolAdmin } from './asPoolAdmin.ts';

const capMask = (1n << 36n) - 1n;

/** Runs `action` while the caps of Aave's WETH and wstETH reserves stand aside, and restores them whatever happens. */
export async function withoutCaps(node: ReplicaNode, action: () => Promise<void>): Promise<void> {
  const assets = Object.values(at.assets).map(({ underlying }) => underlying);
  const caps = await Promise.all(
    assets.map(async (asset) => {
      const { data } = await node.client.readContract({
        address: at.pool,
        abi: poolAbi,
        functionName: 'getConfiguration',
        args: [asset],
      });
      return { asset, borrowCap: (data >> 80n) & capMask, supplyCap: (data >> 116n) & capMask };
    }),
  );
  // A cap of zero is none.
  await setCaps(
    node,
    caps.map(({ asset }) => ({ asset, borrowCap: 0n, supplyCap: 0n })),
  );
  try {
    await action();
  } finally {
    await setCaps(node, caps);
  }
}

type Caps = readonly { readonly asset: `0x${string}`; readonly borrowCap: bigint; readonly supplyCap: bigint }[];

async function setCaps(node: ReplicaNode, caps: Caps): Promise<void> {
  const calls = caps.flatMap(({ asset, borrowCap, supplyCap }) => [
    encodeFunctionData({ abi, functionName: 'setBorrowCap', args: [asset, borrowCap] }),
    encodeFunctionData({ abi, functionName: 'setSupplyCap', args: [asset, supplyCap] }),
  ]);
  await asPoolAdmin(node, async (account) => {
    for (const data of calls) {
      await mined(node, node.client.sendTransaction({ account, to: at.configurator, data, chain: null }));
    }
  });
}
