/** The smallest of the values. */
export function minOf(first: bigint, ...rest: readonly bigint[]): bigint {
  return rest.reduce((least, value) => (value < least ? value : least), first);
}
