import type { Address } from 'viem';
import { readArtifact } from '../../../script/toolchain/readArtifact.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import type { BlockHeader } from '../../observe/blockHeader.ts';
import { observe } from '../../observe/observe.ts';
import { readHeader } from '../../observe/readHeader.ts';
import type { Session } from './openSession.ts';

/** What the keeper would see of a vault at the latest block, and the block's header. */
export async function observeVault(
  session: Session,
  vault: Address,
): Promise<{ snapshot: Snapshot; block: BlockHeader }> {
  const { client, settings } = session;
  const [{ bytecode: lensCode }, block] = await Promise.all([readArtifact('VaultLens'), readHeader(client)]);
  const snapshot = await observe({ client, chainId: settings.chainId, lensCode }, { vault, block });
  return { snapshot, block };
}
