import { createPublicClient, http, type PublicClient, webSocket } from 'viem';

/** The keeper's connection to a node. It never retries by itself: what to do with a failure is the runner's decision. */
export function createChainClient(rpcUrl: string, timeoutMs = 10_000): PublicClient {
  const transport = /^wss?:/i.test(rpcUrl)
    ? webSocket(rpcUrl, { retryCount: 0, timeout: timeoutMs, keepAlive: true, reconnect: { attempts: 5, delay: 500 } })
    : http(rpcUrl, { retryCount: 0, timeout: timeoutMs });
  return createPublicClient({ transport, cacheTime: 0 });
}
