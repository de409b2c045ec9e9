import { resolve } from 'node:path';
import { projectRoot } from './projectRoot.ts';

/** Where forge writes artifacts: FOUNDRY_OUT, or `out` in the project's root. */
export function artifactFolder(): string {
  return resolve(projectRoot, process.env.FOUNDRY_OUT ?? 'out');
}
