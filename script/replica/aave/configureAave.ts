import { encodeFunctionData, type Hex } from 'viem';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode } from '../types.ts';
import { configuratorAbi as abi } from './aaveAbi.ts';
import { type AaveAsset, aaveAddresses as at } from './aaveAddresses.ts';
import { aaveMarket, type ReserveParameters } from './aaveMarket.ts';
import { asPoolAdmin } from './asPoolAdmin.ts';

/** Gives the reserves and e-mode 1 mainnet's risk parameters, as the pool admin would. */
export async function configureAave(node: ReplicaNode): Promise<void> {
  const { reserves, flashLoanPremiumBps } = aaveMarket;
  const calls = [
    ...reserveCalls('weth', reserves.weth),
    ...reserveCalls('wsteth', reserves.wsteth),
    ...eModeCalls(),
    encodeFunctionData({ abi, functionName: 'updateFlashloanPremium', args: [flashLoanPremiumBps] }),
  ];
  await asPoolAdmin(node, async (account) => {
    for (const data of calls) {
      await mined(node, node.client.sendTransaction({ account, to: at.configurator, data, chain: null }));
    }
  });
}

function reserveCalls(name: AaveAsset, parameters: ReserveParameters): readonly Hex[] {
  const asset = at.assets[name].underlying;
  const { ltvBps, liquidationThresholdBps, liquidationBonusBps } = parameters;
  const collateral = [asset, BigInt(ltvBps), BigInt(liquidationThresholdBps), BigInt(liquidationBonusBps)] as const;
  return [
    encodeFunctionData({ abi, functionName: 'configureReserveAsCollateral', args: collateral }),
    encodeFunctionData({ abi, functionName: 'setReserveBorrowing', args: [asset, parameters.borrowingEnabled] }),
    encodeFunctionData({ abi, functionName: 'setReserveFlashLoaning', args: [asset, true] }),
    encodeFunctionData({ abi, functionName: 'setReserveFactor', args: [asset, BigInt(parameters.reserveFactorBps)] }),
    encodeFunctionData({ abi, functionName: 'setSupplyCap', args: [asset, parameters.supplyCap] }),
    encodeFunctionData({ abi, functionName: 'setBorrowCap', args: [asset, parameters.borrowCap] }),
    encodeFunctionData({
      abi,
      functionName: 'setLiquidationProtocolFee',
      args: [asset, BigInt(parameters.liquidationProtocolFeeBps)],
    }),
  ];
}

function eModeCalls(): readonly Hex[] {
  const { category, label, ltvBps, liquidationThresholdBps, liquidationBonusBps, collateral, borrowable } =
    aaveMarket.eMode;
  const parameters = [category, ltvBps, liquidationThresholdBps, liquidationBonusBps, label] as const;
  return [
    encodeFunctionData({ abi, functionName: 'setEModeCategory', args: parameters }),
    ...collateral.map((asset) =>
      encodeFunctionData({
        abi,
        functionName: 'setAssetCollateralInEMode',
        args: [at.assets[asset].underlying, category, true],
      }),
    ),
    ...borrowable.map((asset) =>
      encodeFunctionData({
        abi,
        functionName: 'setAssetBorrowableInEMode',
        args: [at.assets[asset].underlying, category, true],
      }),
    ),
  ];
}
