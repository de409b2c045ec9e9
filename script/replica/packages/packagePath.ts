import { join } from 'node:path';
import { projectRoot } from '../../toolchain/projectRoot.ts';

/** A file of an installed npm package, also where the package's `exports` would not let it be imported. */
export function packagePath(name: string, file: string): string {
  return join(projectRoot, 'node_modules', name, file);
}
