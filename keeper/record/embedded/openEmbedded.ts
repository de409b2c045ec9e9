import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeeperError } from '../../core/errors.ts';
import { pause } from '../../runner/pause.ts';
import { connectDatabase, type Database } from '../database.ts';
import { clusterUser, createCluster, passwordFile } from './createCluster.ts';
import { placeCluster } from './placeCluster.ts';
import { type Postmaster, readPostmaster } from './readPostmaster.ts';
import { startServer } from './startServer.ts';

const startLimitMs = 30_000;

/**
 * Opens the embedded journal of a data folder: attaches to the server that runs on it, or starts one. The program that closes last stops the
 * server; where it cannot (it was killed), the server stops by itself once nobody is connected.
 *
 * @throws KeeperError `stop` where neither works
 */
export async function openEmbedded(dataDir: string): Promise<Database> {
  const place = await placeCluster(dataDir);
  await createCluster(place);
  const password = (await readFile(join(place.folder, passwordFile), 'utf8')).trim();
  const connect = ({ port }: Postmaster) =>
    connectDatabase({ host: '127.0.0.1', port, user: clusterUser, password, database: 'postgres' });
  let reason = 'it did not take connections';
  for (const deadline = Date.now() + startLimitMs; Date.now() < deadline; await pause(50)) {
    const running = await readPostmaster(place.folder);
    if (running?.ready === true) {
      // A server that is on its way out refuses; it is gone in a moment.
      const database = await connect(running).catch(() => undefined);
      if (database !== undefined) return stoppingWhenLast(database, place.folder);
    } else if (running === undefined) {
      const start = await startServer(place, deadline - Date.now());
      if (start.status === 'ready') {
        return stoppingWhenLast(await connect(start.postmaster), place.folder, () => start.watchdog?.kill('SIGKILL'));
      }
      reason = start.reason;
    }
  }
  throw new KeeperError(
    `The journal's Postgres in ${place.folder} could not be started: ${reason}. See ${place.folder}.log, or set DATABASE_URL.`,
    {
      kind: 'stop',
      facts: { folder: place.folder, reason },
    },
  );
}

function stoppingWhenLast(database: Database, folder: string, dismissWatchdog?: () => void): Database {
  const close = async () => {
    const last = await isLastClient(database);
    await database.close();
    const server = last ? await readPostmaster(folder) : undefined;
    if (server !== undefined) {
      // SIGINT is Postgres' fast shutdown: it finishes what was committed and leaves a clean folder.
      process.kill(server.pid, 'SIGINT');
      for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(15)) {
        if ((await readPostmaster(folder)) === undefined) break;
      }
      dismissWatchdog?.();
    }
  };
  return { query: database.query, close };
}

async function isLastClient({ query }: Database): Promise<boolean> {
  const sql =
    "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
  return query(sql).then(
    ({ rows }) => rows[0]?.others === 0,
    // The server is gone already; there is nothing to stop.
    () => false,
  );
}
