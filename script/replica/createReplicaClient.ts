import { createTestClient, http, publicActions, walletActions } from 'viem';
import { mainnet } from 'viem/chains';

export type ReplicaClient = ReturnType<typeof createReplicaClient>;

/** A viem client with public, wallet and anvil actions. It polls fast, because blocks of a development node cost nothing to ask for. */
export function createReplicaClient(rpcUrl: string) {
  return createTestClient({
    mode: 'anvil',
    chain: mainnet,
    transport: http(rpcUrl, { retryCount: 0, timeout: 60_000 }),
    pollingInterval: 10,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
}
