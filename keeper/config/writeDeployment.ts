import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { deploymentPath } from './deploymentPath.ts';
import type { Deployment } from './deploymentSchema.ts';

/**
 * Writes a deployment record in one step, so that a reader never sees half of it.
 *
 * @returns the file's path
 */
export async function writeDeployment(dataDir: string, deployment: Deployment): Promise<string> {
  const path = deploymentPath(dataDir, deployment.chainId, deployment.name);
  await mkdir(dirname(path), { recursive: true });
  const half = `${path}.${process.pid}`;
  await writeFile(half, `${JSON.stringify(deployment, null, 2)}\n`);
  await rename(half, path);
  return path;
}
