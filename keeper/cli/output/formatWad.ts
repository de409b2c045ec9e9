/**
 * An amount for people: whole units with at most `digits` decimals, cut off rather than rounded, so that nobody reads more than there is.
 *
 * @param amount in units of 10^-18 (wei or WAD)
 */
export function formatWad(amount: bigint, digits = 4): string {
  const sign = amount < 0n ? '-' : '';
  const magnitude = amount < 0n ? -amount : amount;
  const whole = (magnitude / 10n ** 18n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = (magnitude % 10n ** 18n).toString().padStart(18, '0').slice(0, digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
