import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PostgresUser } from './postgresUser.ts';

/** Whether the user may walk down to a path: the search permission on it and on each folder above it. */
export async function reachable(path: string, user: PostgresUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  const parent = dirname(path);
  return parent === path || reachable(parent, user);
}
