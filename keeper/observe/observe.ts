import { type Address, encodeFunctionData, type Hex, type PublicClient } from 'viem';
import { vaultLensAbi } from '../abi/vaultLens.gen.ts';
import { KeeperError } from '../core/errors.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { describeRevert } from '../simulate/describeRevert.ts';
import { findRevert } from '../simulate/findRevert.ts';
import type { BlockHeader } from './blockHeader.ts';
import { decodeSnapshot } from './decodeSnapshot.ts';
import { fromRpc } from './fromRpc.ts';

export type ObserveDeps = {
  readonly client: PublicClient;
  readonly chainId: number;
  /** Creation code of VaultLens, which is never deployed. */
  readonly lensCode: Hex;
};

/**
 * Reads everything that is decided on in one eth_call, pinned to the block by its hash, so that a reorganisation or a node that is behind
 * answers with an error and never with another block's state.
 *
 * @throws KeeperError `retry` where the node does not answer, `skip` where the vault cannot be read
 */
export async function observe(
  { client, chainId, lensCode }: ObserveDeps,
  { vault, block }: { readonly vault: Address; readonly block: BlockHeader },
): Promise<Snapshot> {
  const request = client.call({
    code: lensCode,
    data: encodeFunctionData({ abi: vaultLensAbi, functionName: 'snapshot', args: [vault] }),
    blockHash: block.hash,
    requireCanonical: true,
  });
  const { data } = await fromRpc(
    'eth_call',
    request.catch((error) => refuseRevert(error, vault, block)),
  );
  const snapshot = decode(data, chainId, block, vault);
  if (snapshot.blockNumber === block.number && snapshot.timestamp === block.timestamp) return snapshot;
  throw new KeeperError(
    `The node was asked about block ${block.number} and answered about block ${snapshot.blockNumber}. Use a node that honours block hashes in eth_call.`,
    { kind: 'retry', facts: { asked: block.number, answered: snapshot.blockNumber } },
  );
}

function refuseRevert(error: unknown, vault: Address, block: BlockHeader): never {
  const revert = findRevert(error);
  if (revert === undefined) throw error;
  const { reason } = describeRevert(revert.data);
  throw new KeeperError(`The lens could not read ${vault}: ${reason}. Check that it is a vault of this version.`, {
    kind: 'skip',
    facts: { vault, block: block.number },
    cause: error,
  });
}

function decode(data: Hex | undefined, chainId: number, block: BlockHeader, vault: Address): Snapshot {
  try {
    return decodeSnapshot(data ?? '0x', chainId, block);
  } catch (cause) {
    throw new KeeperError(
      `What the lens read of ${vault} has not the expected form. Check that it is a vault of this version.`,
      {
        kind: 'skip',
        facts: { vault, block: block.number },
        cause,
      },
    );
  }
}
