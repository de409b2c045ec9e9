import { encodeFunctionData, type Hex } from 'viem';
import { z } from 'zod';
import { configuratorAbi, poolAbi } from '../aave/aaveAbi.ts';
import { aaveAddresses as at } from '../aave/aaveAddresses.ts';
import { aaveMarket } from '../aave/aaveMarket.ts';
import { asPoolAdmin } from '../aave/asPoolAdmin.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const flag = z.union([z.boolean(), z.stringbool()]).optional();
const bps = z.coerce.number().int().min(1).max(65_535).optional();
const options = z.strictObject({
  ltv: bps.describe('loan-to-value limit in basis points, 1 to 65535 (mainnet: 9300)'),
  threshold: bps.describe('liquidation threshold in basis points, 1 to 65535 (mainnet: 9500)'),
  bonus: bps.describe("10000 and the liquidator's bonus in basis points, 1 to 65535 (mainnet: 10100)"),
  collateral: flag.describe('whether wstETH counts as collateral in the category'),
  borrowable: flag.describe('whether WETH can be borrowed in the category'),
  ltvzero: flag.describe("true sets wstETH's loan-to-value in the category to zero, false restores it"),
});

const { category } = aaveMarket.eMode;
const [wstEth, weth] = [at.assets.wsteth.underlying, at.assets.weth.underlying];

/** Changes e-mode category 1 of Aave, parameters and bitmaps, as the pool admin. What is left out stays as it is. */
export async function changeEMode(node: ReplicaNode, change: z.output<typeof options>): Promise<ScenarioFacts> {
  const calls = [...(await parameterCalls(node, change)), ...bitmapCalls(change)];
  await asPoolAdmin(node, async (account) => {
    for (const data of calls) {
      await mined(node, node.client.sendTransaction({ account, to: at.configurator, data, chain: null }));
    }
  });
  return readCategory(node);
}

async function parameterCalls(node: ReplicaNode, change: z.output<typeof options>): Promise<readonly Hex[]> {
  const { ltv, threshold, bonus } = change;
  if (ltv === undefined && threshold === undefined && bonus === undefined) return [];
  const pool = { address: at.pool, abi: poolAbi, args: [category] } as const;
  const [now, label, isolated] = await Promise.all([
    node.client.readContract({ ...pool, functionName: 'getEModeCategoryCollateralConfig' }),
    node.client.readContract({ ...pool, functionName: 'getEModeCategoryLabel' }),
    // Only version 3.7, which mainnet is on, has isolated categories; there the setter wants to know.
    node.client.readContract({ ...pool, functionName: 'getIsEModeCategoryIsolated' }).catch(() => undefined),
  ]);
  const args = [
    category,
    ltv ?? now.ltv,
    threshold ?? now.liquidationThreshold,
    bonus ?? now.liquidationBonus,
    label,
  ] as const;
  const abi = configuratorAbi;
  if (isolated === undefined) return [encodeFunctionData({ abi, functionName: 'setEModeCategory', args })];
  return [encodeFunctionData({ abi, functionName: 'setEModeCategory', args: [...args, isolated] })];
}

function bitmapCalls({ collateral, borrowable, ltvzero }: z.output<typeof options>): readonly Hex[] {
  const abi = configuratorAbi;
  const call = (
    functionName: 'setAssetCollateralInEMode' | 'setAssetBorrowableInEMode' | 'setAssetLtvzeroInEMode',
    asset: typeof wstEth | typeof weth,
    value: boolean | undefined,
  ) => (value === undefined ? [] : [encodeFunctionData({ abi, functionName, args: [asset, category, value] })]);
  return [
    ...call('setAssetCollateralInEMode', wstEth, collateral),
    ...call('setAssetBorrowableInEMode', weth, borrowable),
    ...call('setAssetLtvzeroInEMode', wstEth, ltvzero),
  ];
}

async function readCategory({ client }: ReplicaNode): Promise<ScenarioFacts> {
  const pool = { address: at.pool, abi: poolAbi, args: [category] } as const;
  const [parameters, collateralBitmap, borrowableBitmap, ltvzeroBitmap] = await Promise.all([
    client.readContract({ ...pool, functionName: 'getEModeCategoryCollateralConfig' }),
    client.readContract({ ...pool, functionName: 'getEModeCategoryCollateralBitmap' }),
    client.readContract({ ...pool, functionName: 'getEModeCategoryBorrowableBitmap' }),
    client.readContract({ ...pool, functionName: 'getEModeCategoryLtvzeroBitmap' }),
  ]);
  const { ltv, liquidationThreshold, liquidationBonus } = parameters;
  return {
    category,
    ltvBps: ltv,
    liquidationThresholdBps: liquidationThreshold,
    liquidationBonusBps: liquidationBonus,
    collateralBitmap,
    borrowableBitmap,
    ltvzeroBitmap,
  };
}

/** `ballast scenario e-mode --ltv 9000 --threshold 9300` */
export const eModeScenario: Scenario<typeof options> = {
  name: 'e-mode',
  summary: "change Aave's e-mode 1: its limits, and what is collateral or borrowable in it",
  options,
  run: changeEMode,
};
