import { join } from 'node:path';
import type { Settings } from './settings.ts';

/** Where records and journal of a development node lie: one folder for each place that a node may answer at. */
export function developmentDataDir({ dataDir, rpcUrl }: Pick<Settings, 'dataDir' | 'rpcUrl'>): string {
  const { hostname, port } = new URL(rpcUrl);
  return join(dataDir, 'development', port === '' ? hostname : `${hostname}-${port}`.replace(/[^a-z0-9.-]/gi, '_'));
}
