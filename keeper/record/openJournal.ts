import { createJournal } from './createJournal.ts';
import { connectDatabase, type Database } from './database.ts';
import { openEmbedded } from './embedded/openEmbedded.ts';
import { migrate } from './migrate.ts';
import type { Journal } from './types.ts';

/**
 * Opens the keeper's journal: on the Postgres server of `databaseUrl`, or without one on an embedded server with its files in `dataDir`.
 *
 * @throws KeeperError `retry` where the server is not reachable, `stop` where it refuses the user or cannot be started
 */
export async function openJournal(options: {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
}): Promise<Journal> {
  const { dataDir, databaseUrl } = options;
  const connect = (): Promise<Database> =>
    databaseUrl === undefined ? openEmbedded(dataDir) : connectDatabase({ connectionString: databaseUrl });
  return createJournal(async () => {
    const database = await connect();
    try {
      await migrate(database.query);
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  });
}
