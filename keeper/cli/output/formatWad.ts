import { fixed } from '../../core/text/fixed.ts';

/**
 * An amount for people: whole units with at most `digits` decimals and thousands apart, cut off rather than rounded, so that nobody reads more
 * than there is.
 *
 * @param amount in units of 10^-18 (wei or WAD)
 */
export function formatWad(amount: bigint, digits = 4): string {
  const [whole = '0', fraction] = fixed(amount, 18, digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
