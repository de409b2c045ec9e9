import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../types.ts';

/** An empty folder that goes with the scope. Open to others, since the embedded Postgres of a root user runs as somebody else. */
export async function openFolder(scope: Scope): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-bench-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  return folder;
}
