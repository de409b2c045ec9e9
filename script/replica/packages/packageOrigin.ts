import { readFile } from 'node:fs/promises';
import { packagePath } from './packagePath.ts';

/** `name@version` of an installed npm package, as the manifest states it. */
export async function packageOrigin(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(packagePath(name, 'package.json'), 'utf8')) as { version: string };
  return `${name}@${version}`;
}
