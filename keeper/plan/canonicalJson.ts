/**
 * The one text form of a value that hashes are taken over: keys sorted by code unit, no white space, bigint as a decimal string, and a key
 * whose value is undefined left out.
 *
 * @throws TypeError for what JSON cannot carry (functions, symbols, NaN, infinities), which would otherwise hash alike.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no canonical form.`);
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} has no canonical form.`);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}
