import type { Address } from 'viem';
import { lstVaultAbi } from '../../abi/lstVault.gen.ts';
import type { Session } from './openSession.ts';

/** One of the vault's loss budgets: a token bucket, WAD fractions of the par share price. */
export interface Budget {
  readonly name: 'riskUp' | 'riskDown';
  readonly capacityWad: bigint;
  /** Refills from empty in so many seconds. */
  readonly periodSeconds: number;
  /** Negative where overdrawn. */
  readonly availableWad: bigint;
}

const wadPerBps = 10n ** 14n;

/** Both loss budgets at a block. */
export async function readBudgets(
  { client }: Session,
  vault: Address,
  blockNumber: bigint,
): Promise<readonly [riskUp: Budget, riskDown: Budget]> {
  const call = { address: vault, abi: lstVaultAbi, functionName: 'lossBudgets', blockNumber } as const;
  const [up, upWad, down, downWad] = await client.readContract(call);
  const of = (name: Budget['name'], { capacityBps, period }: typeof up, availableWad: bigint): Budget => ({
    name,
    capacityWad: BigInt(capacityBps) * wadPerBps,
    periodSeconds: period,
    availableWad,
  });
  return [of('riskUp', up, upWad), of('riskDown', down, downWad)];
}
