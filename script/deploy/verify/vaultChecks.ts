import type { PublicClient } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import type { Deployment } from '../../../keeper/config/deploymentSchema.ts';
import { vaultSettings } from '../vaultSettings.ts';
import type { Check, Expected } from './check.ts';

const wadPerBps = 10n ** 14n;

/** The vault's own settings, and that it holds its seed and nothing else. */
export async function vaultChecks(
  client: PublicClient,
  deployment: Deployment,
  { seedAssets, holders }: Expected,
): Promise<readonly Check[]> {
  const at = { address: deployment.vault.address, abi: lstVaultAbi } as const;
  const budgets = await client.readContract({ ...at, functionName: 'lossBudgets' });
  const [riskUp, riskUpWad, riskDown, riskDownWad] = budgets;
  const fees = await client.readContract({ ...at, functionName: 'fees' });
  const { maxStalenessSeconds, maxKeeperSilenceSeconds, maxGainRateWad } = vaultSettings;
  const terms = ({ capacityBps, period }: typeof riskUp) => `${capacityBps} bps in ${period} s`;
  const full = ({ capacityBps }: typeof riskUp) => BigInt(capacityBps) * wadPerBps;
  return [
    ['the asset', await client.readContract({ ...at, functionName: 'asset' }), deployment.asset],
    ['the authority', await client.readContract({ ...at, functionName: 'authority' }), deployment.manager.address],
    ['the oracle', await client.readContract({ ...at, functionName: 'oracle' }), deployment.oracle.address],
    ['the supply', await client.readContract({ ...at, functionName: 'totalSupply' }), seedAssets],
    ['the idle amount', await client.readContract({ ...at, functionName: 'idle' }), seedAssets],
    ['the budget for raising risk', terms(riskUp), terms(vaultSettings.riskUp)],
    ['what is left of it', riskUpWad, full(vaultSettings.riskUp)],
    ['the budget for lowering risk', terms(riskDown), terms(vaultSettings.riskDown)],
    ['what is left of it', riskDownWad, full(vaultSettings.riskDown)],
    ['the recipient of fees', fees.recipient, holders.owner],
    ['the performance fee', fees.performanceBps, vaultSettings.fees.performanceBps],
    ['the management fee', fees.managementBps, vaultSettings.fees.managementBps],
    ['what is paused', await client.readContract({ ...at, functionName: 'paused' }), 0],
    ['the gain rate', await client.readContract({ ...at, functionName: 'maxGainRateWad' }), maxGainRateWad],
    ['the staleness', await client.readContract({ ...at, functionName: 'maxStaleness' }), maxStalenessSeconds],
    [
      'the silence of a keeper',
      await client.readContract({ ...at, functionName: 'maxKeeperSilence' }),
      maxKeeperSilenceSeconds,
    ],
  ];
}
