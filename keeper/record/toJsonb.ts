import { canonicalJson } from '../plan/canonicalJson.ts';

/** JSON for a jsonb column, bigint as decimal strings; null where there is nothing. Postgres cannot hold the NUL that a contract's text may have. */
export function toJsonb(value: unknown): string | null {
  return value === undefined ? null : canonicalJson(value).replaceAll('\\u0000', '');
}
