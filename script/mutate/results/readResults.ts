import { readFile } from 'node:fs/promises';
import type { Result } from '../types.ts';

/** The last result of every mutant on record, by id; none where nothing was measured yet. */
export async function readResults(path: string): Promise<Map<string, Result>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  // The last line may be half of one, where the machine went down; that mutant is tried again.
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  const results = complete
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Result);
  return new Map(results.map((result) => [result.id, result]));
}
