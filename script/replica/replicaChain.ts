import { defineChain } from 'viem';
import { mainnet } from '../../keeper/protocols/mainnet.ts';

/** Ethereum mainnet as viem describes chains. `viem/chains` has it too, with hundreds of others that every command would wait a third of a second for. */
export const replicaChain = defineChain({
  id: 1,
  name: 'Ethereum',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [] } },
  contracts: { multicall3: { address: mainnet.multicall3 } },
});
