import { createPublicClient, defineChain, http, type PublicClient } from 'viem';

const loopback = /^(localhost|127\.|\[::1\])/;

/** A reading client. A node on this machine is asked once and polled fast; a remote one is given time and asked again. */
export function createNodeClient(rpcUrl: string, chainId: number): PublicClient {
  const local = loopback.test(new URL(rpcUrl).hostname);
  return createPublicClient({
    chain: nodeChain(rpcUrl, chainId),
    transport: http(rpcUrl, local ? { retryCount: 0, timeout: 30_000 } : { retryCount: 3, timeout: 15_000 }),
    pollingInterval: local ? 25 : 2_000,
    cacheTime: 0,
  });
}

/** Only what viem needs of a chain; its own list of all chains takes a quarter of a second to load. */
function nodeChain(rpcUrl: string, id: number) {
  return defineChain({
    id,
    name: `chain ${id}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  });
}
