import type { StrategySnapshot } from '../snapshot.ts';

/**
 * Whether a strategy owes at least half of what it owns, wei for wei, which is when the vault does not count collateral that is added as raising
 * risk, as long as it is no more than what is owed and the debt does not grow (`RiskDirection.rises`).
 */
export function owesHalf({ lst, eth }: Pick<StrategySnapshot, 'lst' | 'eth'>): boolean {
  return eth < 0n && -eth * 2n >= lst;
}
