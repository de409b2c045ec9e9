import { createPublicClient, http } from 'viem';
import { KeeperError } from '../../keeper/core/errors.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { codeHashAt } from './recipes/codeHashAt.ts';
import { startAnvil } from './startAnvil.ts';
import type { ManifestEntry, ReplicaNode } from './types.ts';

/**
 * Forks mainnet and makes the development keys usable on it.
 *
 * @throws KeeperError `stop` when the endpoint does not answer or serves another chain
 */
export async function forkReplica(
  rpcUrl: string,
  options: { readonly port?: number } = {},
): Promise<ReplicaNode & { readonly manifest: readonly ManifestEntry[] }> {
  await assertMainnet(rpcUrl);
  const node = await startAnvil({ ...options, forkUrl: rpcUrl });
  try {
    await reclaimDevAccounts(node);
    return { ...node, manifest: await readManifest(node) };
  } catch (error) {
    await node.stop();
    throw error;
  }
}

async function assertMainnet(rpcUrl: string): Promise<void> {
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 1 }) });
  // The client's own message is left out, since it carries the URL and with it the key.
  const chainId = await client.getChainId().catch(() => {
    throw new KeeperError(
      'The RPC endpoint to fork does not answer. Check --rpc (or MAINNET_RPC_URL) and the network, or leave it out to run the replica.',
      { kind: 'stop' },
    );
  });
  if (chainId === 1) return;
  throw new KeeperError(
    `The RPC endpoint to fork serves chain ${chainId}, and Ballast's protocols are on Ethereum mainnet (1). Give a mainnet endpoint.`,
    { kind: 'stop', facts: { chainId } },
  );
}

/**
 * Thieves have the development accounts delegate to sweepers on mainnet (EIP-7702): an account with code cannot send, and would be emptied. anvil
 * itself gives each of them 10,000 ETH when it forks.
 */
async function reclaimDevAccounts({ client, accounts }: ReplicaNode): Promise<void> {
  const addresses = Object.values(accounts).map(({ address }) => address);
  await Promise.all(addresses.map((address) => client.setCode({ address, bytecode: '0x' })));
}

async function readManifest(node: ReplicaNode): Promise<readonly ManifestEntry[]> {
  const block = await node.client.getBlockNumber();
  const read = async ([name, address]: [string, `0x${string}`]): Promise<ManifestEntry> => {
    const codeHash = await codeHashAt(node, address);
    return { name, address, source: 'exact', codeHash, origin: `mainnet at block ${block}` };
  };
  return Promise.all(Object.entries(mainnet).map(read));
}
