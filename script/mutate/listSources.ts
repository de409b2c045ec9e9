import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../toolchain/projectRoot.ts';
import { suitesOf } from './suitesOf.ts';

/** The Solidity files that have tests in the table of suites, by name. */
export async function listSources(): Promise<string[]> {
  const folders = ['contracts', 'strategies'];
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(projectRoot, folder), { recursive: true })).map((name) => `${folder}/${name}`),
    ),
  );
  return names
    .flat()
    .filter((name) => name.endsWith('.sol') && suitesOf(name).length > 0)
    .sort();
}
