import { createTestClient, type HttpTransport, http, publicActions, walletActions } from 'viem';
import { replicaChain } from './replicaChain.ts';

export type ReplicaClient = ReturnType<typeof createReplicaClient>;

/** A viem client with public, wallet and anvil actions. It polls fast, because blocks of a development node cost nothing to ask for. */
export function createReplicaClient(rpcUrl: string) {
  return createTestClient({
    mode: 'anvil',
    chain: replicaChain,
    transport: withAmpleGas(http(rpcUrl, { retryCount: 0, timeout: 60_000 })),
    pollingInterval: 10,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
}

const ampleGas = '0xe4e1c0';

/**
 * Gives transactions that the node signs 15 million gas when they name none. The node's own estimate is made at the last block's time: one block
 * later, interest or a price observation costs more than that, and the transaction fails now and then.
 */
function withAmpleGas(transport: HttpTransport): HttpTransport {
  return (config) => {
    const inner = transport(config);
    const request = (call: { method: string; params?: unknown }) => {
      const [transaction, ...rest] = Array.isArray(call.params) ? call.params : [];
      if (call.method !== 'eth_sendTransaction') return inner.request(call);
      return inner.request({ ...call, params: [{ gas: ampleGas, ...transaction }, ...rest] });
    };
    return { ...inner, request: request as typeof inner.request };
  };
}
