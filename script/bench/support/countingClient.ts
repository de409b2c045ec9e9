import { createPublicClient, type HttpTransport, http, type PublicClient } from 'viem';

/** One JSON-RPC request. */
export interface RpcRequest {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** A client whose requests are all written down, in order, as they go to the node. */
export function countingClient(rpcUrl: string): {
  readonly client: PublicClient;
  readonly requests: readonly RpcRequest[];
} {
  const requests: RpcRequest[] = [];
  const plain = http(rpcUrl, { retryCount: 0, timeout: 30_000 });
  const transport: HttpTransport = (config) => {
    const inner = plain(config);
    const request = (call: { method: string; params?: unknown }) => {
      requests.push({ method: call.method, params: Array.isArray(call.params) ? call.params : [] });
      return inner.request(call);
    };
    return { ...inner, request: request as typeof inner.request };
  };
  return { client: createPublicClient({ transport, cacheTime: 0 }), requests };
}
