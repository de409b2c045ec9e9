import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A digest of a file's contents. */
export async function digestFile(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 16);
}
