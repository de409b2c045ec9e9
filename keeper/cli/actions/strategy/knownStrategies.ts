import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../../script/toolchain/projectRoot.ts';

const suffix = '.t.sol';

/** Names of the strategies that have a file in test/strategy, sorted. */
export async function knownStrategies(): Promise<readonly string[]> {
  const files = await readdir(join(projectRoot, 'test', 'strategy'));
  return files
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}
