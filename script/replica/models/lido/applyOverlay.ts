import { pad } from 'viem';
import { KeeperError } from '../../../../keeper/core/errors.ts';
import type { ManifestEntry, OverlayState, ReplicaNode } from '../../types.ts';

/**
 * Writes recorded code and storage of the named accounts to the node. Other accounts of the recording are left alone.
 *
 * @throws KeeperError `stop` when a name is not in the recording
 */
export async function applyOverlay(
  { client }: ReplicaNode,
  overlay: OverlayState,
  names: readonly string[],
): Promise<readonly ManifestEntry[]> {
  const missing = names.filter((name) => overlay[name] === undefined);
  if (missing.length > 0) {
    throw new KeeperError(
      `The recorded state lacks ${missing.join(', ')}. Record ${names.join(', ')} together, or start without --state.`,
      { kind: 'stop', facts: { missing: missing.join(', ') } },
    );
  }
  return Promise.all(
    Object.entries(overlay)
      .filter(([name]) => names.includes(name))
      .map(async ([name, { address, codeHash, code, storage }]): Promise<ManifestEntry> => {
        await client.setCode({ address, bytecode: code });
        const words = Object.entries(storage).map(([index, value]) =>
          client.setStorageAt({ address, index: pad(index as `0x${string}`), value: pad(value) }),
        );
        await Promise.all(words);
        return { name, address, source: 'overlay', codeHash, origin: 'recorded from mainnet' };
      }),
  );
}
