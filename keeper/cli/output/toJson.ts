/** One line of JSON in which a bigint is a decimal string, since JSON's numbers lose wei. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'bigint' ? entry.toString() : entry));
}
