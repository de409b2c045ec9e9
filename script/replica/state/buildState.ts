import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildContracts } from '../../toolchain/buildContracts.ts';
import { buildReplica } from '../buildReplica.ts';
import { readOverlay } from '../readOverlay.ts';
import { startAnvil } from '../startAnvil.ts';
import { dumpState } from './dumpState.ts';
import { toAllocs } from './toAllocs.ts';

/** Chain time that is left for the building; it takes some hours of it. */
const buildSeconds = 43_200;

/**
 * Builds a state of the replica and writes it to a folder that appears at once and complete.
 *
 * @param endTimestamp the last block's time, in seconds
 * @throws KeeperError `stop` when the models do not compile, a protocol cannot be built or the overlay is malformed
 */
export async function buildState(folder: string, endTimestamp: number, overlayPath?: string): Promise<void> {
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
