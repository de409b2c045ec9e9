import type { PublicClient } from 'viem';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { strategyAbi } from '../../../keeper/abi/strategy.gen.ts';
import type { Deployment } from '../../../keeper/config/deploymentSchema.ts';
import { loopRisks } from '../loopRisks.ts';
import type { Check, Expected } from './check.ts';

/** What is listed, what it names as its risks, and the caps of both. */
export async function strategyChecks(
  client: PublicClient,
  deployment: Deployment,
  { capAssets }: Expected,
): Promise<readonly Check[]> {
  const at = { address: deployment.vault.address, abi: lstVaultAbi } as const;
  const [strategies, riskCaps] = await Promise.all([
    client.readContract({ ...at, functionName: 'strategies' }),
    client.readContract({ ...at, functionName: 'riskCaps' }),
  ]);
  const checks: Check[] = [
    ['the list of strategies', strategies.join(), deployment.strategies.map(({ address }) => address).join()],
    ['the list of risks', riskCaps.map(({ id }) => id).join(), loopRisks.map(({ id }) => id).join()],
  ];
  const mask = 2n ** BigInt(loopRisks.length) - 1n;
  for (const address of strategies) {
    const config = await client.readContract({ ...at, functionName: 'strategyConfig', args: [address] });
    const ids = await client.readContract({ address, abi: strategyAbi, functionName: 'riskIds' });
    checks.push(
      [`the cap of ${address}`, config.capAssets, capAssets],
      [`what ${address} names as its risks`, ids.join(), loopRisks.map(({ id }) => id).join()],
      [`the risks that ${address} is held to`, config.riskMask, mask],
    );
  }
  for (const { id, kind, capBps } of loopRisks) {
    const cap = riskCaps.find((one) => one.id === id);
    checks.push([
      `the cap of the risk ${kind}`,
      `${cap?.capAssets} LST wei, ${cap?.capBps} bps`,
      `${capAssets} LST wei, ${capBps} bps`,
    ]);
  }
  return checks;
}
