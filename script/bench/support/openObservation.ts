import type { PublicClient } from 'viem';
import { KeeperError } from '../../../keeper/core/errors.ts';
import type { Snapshot } from '../../../keeper/core/snapshot.ts';
import type { BlockHeader } from '../../../keeper/observe/blockHeader.ts';
import { observe } from '../../../keeper/observe/observe.ts';
import { readHeader } from '../../../keeper/observe/readHeader.ts';
import { readArtifact } from '../../toolchain/readArtifact.ts';
import { countingClient } from './countingClient.ts';
import { lensReads, type Read } from './lensReads.ts';
import type { BenchVault } from './openVault.ts';

export interface Observation {
  readonly client: PublicClient;
  /** The node's latest block, which is looked at. */
  readonly block: BlockHeader;
  /** The keeper's observation of that block. */
  look(): Promise<Snapshot>;
  /** How many JSON-RPC requests one look takes. */
  readonly requestsPerLook: number;
  /** What a reader without the lens would have to ask for. */
  readonly reads: readonly Read[];
}

/** Looks at the vault once and takes down what that asks of the node. */
export async function openObservation({ node, vault }: Pick<BenchVault, 'node' | 'vault'>): Promise<Observation> {
  const { client, requests } = countingClient(node.rpcUrl);
  const { bytecode: lensCode } = await readArtifact('VaultLens');
  const block = await readHeader(client);
  const look = () => observe({ client, chainId: 1, lensCode }, { vault, block });
  const before = requests.length;
  await look();
  const asked = requests.slice(before);
  const call = asked.find(({ method }) => method === 'eth_call');
  if (call === undefined) throw new KeeperError('The observation sent no eth_call.', { kind: 'stop' });
  return { client, block, look, requestsPerLook: asked.length, reads: await lensReads(client, call) };
}
