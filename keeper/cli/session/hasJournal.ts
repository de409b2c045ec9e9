import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { placeCluster } from '../../record/embedded/placeCluster.ts';
import type { Session } from './openSession.ts';

/** Whether there is a journal to read; asking must not create one. */
export async function hasJournal({ settings, dataDir }: Session): Promise<boolean> {
  if (settings.databaseUrl !== undefined) return true;
  if (!(await exists(dataDir))) return false;
  const { folder } = await placeCluster(dataDir);
  return exists(join(folder, 'PG_VERSION'));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
