import { readlink, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes `current` in the cache a link to a prepared state, so that forge finds it at a path that never changes. */
export async function pointCurrentAt(root: string, key: string): Promise<void> {
  const link = join(root, 'current');
  const target = await readlink(link).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (target === key) return;
  const draft = `${link}.${process.pid}`;
  await symlink(key, draft, 'dir');
  await rename(draft, link);
}
