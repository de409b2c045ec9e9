import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** More than are in use at once: with and without overlay, in several versions of the sources. */
const kept = 8;

/** Deletes the oldest prepared states, so that the cache does not grow with every change of the sources. */
export async function pruneStates(root: string): Promise<void> {
  const names = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const folders = names.map(({ name }) => join(root, name));
  const aged = await Promise.all(folders.map(async (folder) => ({ folder, time: (await stat(folder)).mtimeMs })));
  const old = aged.sort((a, b) => b.time - a.time).slice(kept);
  await Promise.all(old.map(({ folder }) => rm(folder, { recursive: true, force: true })));
}
