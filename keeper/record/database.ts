import pg from 'pg';
import { KeeperError } from '../core/errors.ts';

export type Row = Readonly<Record<string, unknown>>;
export type Query = (sql: string, values?: readonly unknown[]) => Promise<{ readonly rows: readonly Row[] }>;

/** One connection to Postgres. The journal needs no more: a keeper does one thing at a time. */
export type Database = { readonly query: Query; close(): Promise<void> };

/**
 * Connects to a Postgres server.
 *
 * @throws KeeperError `retry` where it is not reachable, `stop` where it refuses the user; the message holds no password
 */
export async function connectDatabase(config: pg.ClientConfig): Promise<Database> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, application_name: 'ballast', ...config });
  // Without a listener a broken idle connection would end the process; the next query reports it.
  client.on('error', () => undefined);
  await client.connect().catch((cause: unknown) => {
    throw databaseError('connect', cause);
  });
  const query: Query = async (sql, values) => {
    try {
      return await client.query<Row>(sql, values === undefined ? undefined : [...values]);
    } catch (cause) {
      throw databaseError('answer', cause);
    }
  };
  return { query, close: () => client.end() };
}

/** Whether another connection may help; the codes are Postgres' own for an administrator's shutdown and the like. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof KeeperError && error.facts.connectionLost === true;
}

function databaseError(verb: string, cause: unknown): KeeperError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : undefined;
  // Class 28: refused user or password; class 3D: no such database.
  const refused = code !== undefined && /^(28|3D)/.test(code);
  // Class 57P: shutting down; 08: connection; no SQLSTATE at all: the socket.
  const connectionLost = code === undefined || !/^[0-9A-Z]{5}$/.test(code) || /^(57P|08)/.test(code);
  const remedy = refused
    ? 'Check the user, password and database of the database URL.'
    : 'Check that the database is up.';
  const what = cause instanceof Error && !connectionLost ? cause.message : (code ?? 'the connection was lost');
  return new KeeperError(`The journal's database did not ${verb}: ${what}. ${remedy}`, {
    kind: refused ? 'stop' : 'retry',
    facts: { code, connectionLost: connectionLost && !refused },
    cause,
  });
}
