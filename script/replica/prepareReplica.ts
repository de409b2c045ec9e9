import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../toolchain/projectRoot.ts';
import { pointCurrentAt } from './state/pointCurrentAt.ts';
import { pruneStates } from './state/pruneStates.ts';
import { stateKey } from './state/stateKey.ts';
import type { ManifestEntry } from './types.ts';

export interface PrepareOptions {
  /** Where prepared states are kept, under `replica/`; `.ballast` in the project's root when left out. */
  readonly cacheDir?: string;
  /** Recorded mainnet state to run instead of the models. */
  readonly overlayStatePath?: string;
}

export interface PreparedReplica {
  /** Holds `state.json` (for anvil), `allocs.json` (for forge's `vm.loadAllocs`), `block.json` and `manifest.json`. */
  readonly folder: string;
  readonly manifest: readonly ManifestEntry[];
  /** False when the state came from the cache. */
  readonly built: boolean;
}

const secondsPerWeek = 604_800;

/**
 * Makes sure that a state of the replica lies in the cache, and builds it otherwise.
 *
 * A state ends at the beginning of the present week, so that it is the same on every machine, never in the future and never so old that the
 * interest since then would change the picture. The newest state without an overlay also stands under `replica/current`, for forge.
 *
 * @throws KeeperError `stop` when the models do not compile, a protocol cannot be built or the overlay is malformed
 */
export async function prepareReplica(options: PrepareOptions = {}): Promise<PreparedReplica> {
  const endTimestamp = Math.floor(Date.now() / 1000 / secondsPerWeek) * secondsPerWeek;
  const root = join(options.cacheDir ?? join(projectRoot, '.ballast'), 'replica');
  const overlay = options.overlayStatePath;
  const key = await stateKey({ endTimestamp, ...(overlay === undefined ? {} : { overlayPath: overlay }) });
  const folder = join(root, key);
  const built = await access(join(folder, 'manifest.json')).then(
    () => false,
    () => true,
  );
  if (built) {
    // The protocols and their tools are loaded only when they are needed: a boot from the cache shall not wait for them.
    const { buildState } = await import('./state/buildState.ts');
    await buildState(folder, endTimestamp, overlay);
    await pruneStates(root);
  }
  if (overlay === undefined) await pointCurrentAt(root, key);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as ManifestEntry[];
  return { folder, manifest, built };
}
