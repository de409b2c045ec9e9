import type { Address, PublicClient } from 'viem';
import { KeeperError } from '../core/errors.ts';
import { fromRpc } from './fromRpc.ts';

/**
 * The start-up check: the node serves the chain that is configured, and there is code at the vault's address.
 *
 * @throws KeeperError `stop` where either is not so, `retry` where the node does not answer
 */
export async function checkChain(
  client: PublicClient,
  expected: { readonly chainId: number; readonly vault: Address },
): Promise<void> {
  const [chainId, code] = await Promise.all([
    fromRpc('eth_chainId', client.getChainId()),
    fromRpc('eth_getCode', client.getCode({ address: expected.vault })),
  ]);
  if (chainId !== expected.chainId) {
    throw new KeeperError(
      `The node serves chain ${chainId}, and the configuration says ${expected.chainId}. Correct the RPC URL or network.chainId.`,
      { kind: 'stop', facts: { expected: expected.chainId, actual: chainId } },
    );
  }
  if (code !== undefined && code !== '0x') return;
  throw new KeeperError(`There is no contract at ${expected.vault} on chain ${chainId}. Check the vault's address.`, {
    kind: 'stop',
    facts: { vault: expected.vault, chainId },
  });
}
