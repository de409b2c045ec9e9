import { join } from 'node:path';

/** Where the record of a deployment lies. */
export function deploymentPath(dataDir: string, chainId: number, name: string): string {
  return join(dataDir, 'deployments', `${chainId}-${name}.json`);
}
