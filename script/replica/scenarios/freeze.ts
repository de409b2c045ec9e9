import { encodeFunctionData, type Hex } from 'viem';
import { z } from 'zod';
import { configuratorAbi, poolAbi } from '../aave/aaveAbi.ts';
import { aaveAddresses as at } from '../aave/aaveAddresses.ts';
import { aaveMarket } from '../aave/aaveMarket.ts';
import { asPoolAdmin } from '../aave/asPoolAdmin.ts';
import { assetOption } from '../aave/assetOption.ts';
import { readReserve } from '../aave/readReserve.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const options = z.strictObject({
  asset: assetOption,
  frozen: z
    .union([z.boolean(), z.stringbool()])
    .describe('true refuses new supply and debt and sets the loan-to-value to zero, false ends it'),
});

const { category } = aaveMarket.eMode;

/**
 * Freezes a reserve of Aave or ends its freeze: supply and borrow are refused, repay and withdraw are not.
 *
 * Aave sets the asset's loan-to-value to zero with the freeze, in its reserve and in every e-mode, and leaves it there afterwards; ending the
 * freeze here restores it in the reserve and in e-mode 1, as Aave's admins do in the same vote.
 */
export async function freezeReserve(
  node: ReplicaNode,
  { asset, frozen }: z.output<typeof options>,
): Promise<ScenarioFacts> {
  const before = await readReserve(node, asset);
  if (before.frozen !== frozen) {
    await asPoolAdmin(node, async (account) => {
      const send = (data: Hex) =>
        mined(node, node.client.sendTransaction({ account, to: at.configurator, data, chain: null }));
      const args = [at.assets[asset].underlying, frozen] as const;
      await send(encodeFunctionData({ abi: configuratorAbi, functionName: 'setReserveFreeze', args }));
      if (frozen) return;
      for (const data of await restorations(node, asset, before.id)) await send(data);
    });
  }
  const after = await readReserve(node, asset);
  return { asset, frozen: after.frozen, ltvBps: after.ltvBps, changed: before.frozen !== frozen };
}

async function restorations({ client }: ReplicaNode, asset: z.output<typeof assetOption>, id: number): Promise<Hex[]> {
  const { underlying } = at.assets[asset];
  const abi = configuratorAbi;
  const [pendingLtv, zeroed] = await Promise.all([
    client.readContract({ address: at.configurator, abi, functionName: 'getPendingLtv', args: [underlying] }),
    client.readContract({
      address: at.pool,
      abi: poolAbi,
      functionName: 'getEModeCategoryLtvzeroBitmap',
      args: [category],
    }),
  ]);
  const calls: Hex[] = [];
  if (pendingLtv !== 0n) {
    calls.push(encodeFunctionData({ abi, functionName: 'setReserveLtvzero', args: [underlying, false] }));
  }
  if (((zeroed >> BigInt(id)) & 1n) === 1n) {
    calls.push(
      encodeFunctionData({ abi, functionName: 'setAssetLtvzeroInEMode', args: [underlying, category, false] }),
    );
  }
  return calls;
}

/** `ballast scenario freeze --asset weth --frozen true` */
export const freezeScenario: Scenario<typeof options> = {
  name: 'freeze',
  summary: 'freeze a reserve of Aave (no new supply or debt), or end its freeze',
  options,
  run: freezeReserve,
};
