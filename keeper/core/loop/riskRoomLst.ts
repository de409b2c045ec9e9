import { minOf } from '../math/minOf.ts';
import { bps, maxUint256 } from '../math/units.ts';
import type { StrategySnapshot, VaultSnapshot } from '../snapshot.ts';
import { capMarginBps } from './capMarginBps.ts';

/**
 * By how much a strategy's allocation may rise under the caps of all that it shares with others (issuer, lender, lender's oracle, pool), LST wei
 * at par. Negative where one of them is passed already, in which case nothing may rise; 2^256 − 1 where it shares nothing.
 *
 * @param marginBps share of each cap that is left free
 */
export function riskRoomLst(
  { riskCaps }: Pick<VaultSnapshot, 'riskCaps'>,
  { riskMask }: Pick<StrategySnapshot, 'riskMask'>,
  marginBps = capMarginBps,
): bigint {
  return riskCaps.reduce((least, { capAssets, exposed }, number) => {
    if (((riskMask >> BigInt(number)) & 1n) === 0n) return least;
    return minOf(least, (capAssets * (bps - marginBps)) / bps - exposed);
  }, maxUint256);
}
