/** A fixed-point number as text: `digits` of its `decimals`, cut off, never rounded up to something that is not there. */
export function fixed(value: bigint, decimals: number, digits: number): string {
  const sign = value < 0n ? '-' : '';
  const scaled = (value < 0n ? -value : value) / 10n ** BigInt(decimals - digits);
  const text = scaled.toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
