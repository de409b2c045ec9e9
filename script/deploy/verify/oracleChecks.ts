import type { PublicClient } from 'viem';
import { lstOracleAbi } from '../../../keeper/abi/lstOracle.gen.ts';
import type { Deployment } from '../../../keeper/config/deploymentSchema.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';
import { vaultSettings } from '../vaultSettings.ts';
import type { Check } from './check.ts';

/** Whom the oracle asks, and within which bounds it believes them. */
export async function oracleChecks(client: PublicClient, deployment: Deployment): Promise<readonly Check[]> {
  const address = deployment.oracle.address;
  const [par, ...market] = deployment.sources;
  const quotes = await client.readContract({ address, abi: lstOracleAbi, functionName: 'quotes' });
  const { abi } = await readArtifact('LstOracle');
  const read = (functionName: string) => client.readContract({ address, abi, functionName });
  const { minQuoteBps, maxQuoteBps, toleranceBps, fallbackDiscountBps, minParWad, maxParWad } = vaultSettings.oracle;
  return [
    ['the source of par', await read('PAR_SOURCE'), par?.address],
    [
      'the list of market sources',
      quotes.map(({ source }) => source).join(),
      market.map((source) => source.address).join(),
    ],
    ['the least quote', await read('MIN_QUOTE_BPS'), minQuoteBps],
    ['the highest quote', await read('MAX_QUOTE_BPS'), maxQuoteBps],
    ['the tolerance', await read('TOLERANCE_BPS'), toleranceBps],
    ['the fallback discount', await read('FALLBACK_DISCOUNT_BPS'), fallbackDiscountBps],
    ['the least par', await read('MIN_PAR_WAD'), minParWad],
    ['the highest par', await read('MAX_PAR_WAD'), maxParWad],
  ];
}
