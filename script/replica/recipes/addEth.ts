import type { Address } from 'viem';
import type { ReplicaNode } from '../types.ts';

/** Adds ETH (wei) to an address out of nothing. */
export async function addEth({ client }: ReplicaNode, address: Address, amountWei: bigint): Promise<void> {
  await client.setBalance({ address, value: (await client.getBalance({ address })) + amountWei });
}
