import { pino } from 'pino';

/** What the keeper needs of a logger: fields first, then the event's name, `noun.verb`. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A JSON logger on stderr, since stdout is for data. Amounts, which are bigint, are written as decimal strings. */
export function createLog(
  options: { readonly level?: pino.LevelWithSilent; readonly destination?: pino.DestinationStream } = {},
): Log {
  const destination = options.destination ?? pino.destination({ dest: 2, sync: true });
  const formatters = { log: (fields: object) => toPlain(fields) as Record<string, unknown> };
  return pino({ name: 'ballast', level: options.level ?? 'info', base: null, formatters }, destination);
}

function toPlain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, toPlain(field)]));
}
