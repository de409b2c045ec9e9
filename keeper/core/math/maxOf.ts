/** The largest of the values. */
export function maxOf(first: bigint, ...rest: readonly bigint[]): bigint {
  return rest.reduce((most, value) => (value > most ? value : most), first);
}
