import type { ManifestEntry, ReplicaNode } from '../../types.ts';
import { lidoAddresses } from './lidoAddresses.ts';
import { placeModel } from './placeModel.ts';

/**
 * Puts in place what stETH asks around itself: address book, signing domain, fees, burner, withdrawal vault, and who turns reports into rebases.
 *
 * @param version of stETH: 3 for the model, 2 for the real code of the overlay, which checks reports and burns by itself
 */
export async function placeLidoPeriphery(node: ReplicaNode, version: 2 | 3): Promise<readonly ManifestEntry[]> {
  const { stEth, locator, accounting } = lidoAddresses;
  const isV2 = version === 2;
  // In the second version stETH does itself what the accounting contract does in the third.
  const reporter = isV2 ? stEth : accounting;
  const burner = isV2 ? lidoAddresses.burnerV2 : lidoAddresses.burner;
  const config = {
    accounting,
    accountingOracle: lidoAddresses.accountingOracle,
    burner,
    elRewardsVault: lidoAddresses.elRewardsVault,
    lido: stEth,
    oracleReportSanityChecker: lidoAddresses.sanityChecker,
    stakingRouter: lidoAddresses.stakingRouter,
    treasury: lidoAddresses.agent,
    withdrawalQueue: lidoAddresses.withdrawalQueue,
    withdrawalVault: lidoAddresses.withdrawalVault,
    wstETH: lidoAddresses.wstEth,
  };
  const router = [lidoAddresses.operators, reporter];
  const parts = [
    { name: 'LidoLocator', model: 'LidoLocatorModel', address: locator, args: [config] },
    { name: 'EIP712StETH', model: 'Eip712StEthModel', address: lidoAddresses.eip712 },
    { name: 'Burner', model: 'LidoBurnerModel', address: burner, args: [stEth, reporter, reporter, !isV2] },
    { name: 'StakingRouter', model: 'LidoStakingRouterModel', address: lidoAddresses.stakingRouter, args: router },
    {
      name: 'WithdrawalVault',
      model: 'LidoWithdrawalVaultModel',
      address: lidoAddresses.withdrawalVault,
      args: [stEth],
    },
    isV2
      ? { name: 'OracleReportSanityChecker', model: 'LidoSanityCheckerModel', address: lidoAddresses.sanityChecker }
      : { name: 'Accounting', model: 'LidoAccountingModel', address: accounting, args: [locator, stEth] },
  ];
  const entries: ManifestEntry[] = [];
  for (const part of parts) entries.push(await placeModel(node, part));
  return entries;
}
