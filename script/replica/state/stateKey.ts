import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../toolchain/projectRoot.ts';

export interface StateInputs {
  /** Unix time at which the state ends, in seconds. */
  readonly endTimestamp: number;
  readonly overlayPath?: string;
}

/**
 * Names a prepared state by everything that it is made of: the replica's sources (models included), the address book, the compiler's settings, the
 * versions of the packages, the overlay and the time.
 */
export async function stateKey({ endTimestamp, overlayPath }: StateInputs): Promise<string> {
  const hash = createHash('sha256').update(`${endTimestamp}\n`);
  const sources = await readdir(join(projectRoot, 'script/replica'), { recursive: true });
  const files = sources.filter((file) => /\.(ts|sol)$/.test(file) && !file.startsWith('scenarios')).sort();
  const paths = [...files.map((file) => join('script/replica', file)), 'keeper/protocols/mainnet.ts', 'foundry.toml'];
  const texts = await Promise.all(paths.map((path) => readFile(join(projectRoot, path))));
  for (const [index, path] of paths.entries()) hash.update(`${path}\n`).update(texts[index] ?? '');
  const { dependencies } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    dependencies: object;
  };
  hash.update(JSON.stringify(dependencies));
  if (overlayPath !== undefined) hash.update(await readFile(overlayPath));
  return hash.digest('hex').slice(0, 16);
}
