import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import type { ReplicaNode } from '../types.ts';
import { wstEthAbi } from './abis.ts';

/** The redemption rate: stETH, and so ETH, that one wstETH is worth to its issuer, in 1e18. */
export function readParWad({ client }: ReplicaNode): Promise<bigint> {
  return client.readContract({ address: mainnet.wstEth, abi: wstEthAbi, functionName: 'stEthPerToken' });
}
