import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildContracts } from '../toolchain/buildContracts.ts';
import { projectRoot } from '../toolchain/projectRoot.ts';
import { buildReplica } from './buildReplica.ts';
import { readOverlay } from './readOverlay.ts';
import { startAnvil } from './startAnvil.ts';
import { dumpState } from './state/dumpState.ts';
import { pointCurrentAt } from './state/pointCurrentAt.ts';
import { pruneStates } from './state/pruneStates.ts';
import { stateKey } from './state/stateKey.ts';
import { toAllocs } from './state/toAllocs.ts';
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
/** Chain time that is left for the building; it takes some hours, and the state ends when the week begins. */
const buildSeconds = 43_200;

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
    await buildInto(folder, endTimestamp, overlay);
    await pruneStates(root);
  }
  if (overlay === undefined) await pointCurrentAt(root, key);
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as ManifestEntry[];
  return { folder, manifest, built };
}

async function buildInto(folder: string, endTimestamp: number, overlayPath?: string): Promise<void> {
  await buildContracts(['script/replica/models']);
  const context = overlayPath === undefined ? {} : { overlay: await readOverlay(overlayPath) };
  const node = await startAnvil({ timestamp: endTimestamp - buildSeconds });
  try {
    const manifest = await buildReplica(node, context, endTimestamp);
    const state = await dumpState(node);
    const block = { chainId: 1, number: Number(state.block.number), timestamp: Number(state.block.timestamp) };
    // Written aside and moved at once: another process may be preparing the same state.
    const draft = `${folder}.${process.pid}`;
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, 'state.json'), JSON.stringify(state));
    await writeFile(join(draft, 'allocs.json'), JSON.stringify(toAllocs(state)));
    await writeFile(join(draft, 'block.json'), JSON.stringify(block));
    await writeFile(join(draft, 'manifest.json'), JSON.stringify(manifest, undefined, 2));
    await rename(draft, folder).catch(async (error: NodeJS.ErrnoException) => {
      await rm(draft, { recursive: true });
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await node.stop();
  }
}
