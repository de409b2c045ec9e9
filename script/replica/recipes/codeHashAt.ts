import { type Address, type Hex, keccak256 } from 'viem';
import type { ReplicaNode } from '../types.ts';

/** keccak256 of the runtime code at an address (of nothing, when there is none). */
export async function codeHashAt({ client }: ReplicaNode, address: Address): Promise<Hex> {
  return keccak256((await client.getCode({ address })) ?? '0x');
}
