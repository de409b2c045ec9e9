import { type Address, type Hex, numberToHex, pad } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { lidoSlots } from '../models/lido/lidoSlots.ts';
import { mintWstEth } from '../recipes/mintWstEth.ts';
import type { ReplicaNode } from '../types.ts';

/** Lido's packed stake limit: a maximum of zero is no limit, a last block of zero is paused. */
const noLimit: Hex = numberToHex(1n, { size: 32 });

/**
 * Gives an account wstETH by staking new ETH, any amount: Lido's limit on new stake (150,000 ETH a day) stands aside meanwhile, since whales
 * stake over weeks.
 */
export async function stakeWstEth(node: ReplicaNode, account: Address, ethWei: bigint): Promise<void> {
  const { client } = node;
  const address = mainnet.stEth;
  const index = lidoSlots.stakeLimit;
  const kept = await client.getStorageAt({ address, slot: index });
  await client.setStorageAt({ address, index, value: noLimit });
  try {
    await mintWstEth(node, account, ethWei);
  } finally {
    await client.setStorageAt({ address, index, value: pad(kept ?? noLimit) });
  }
}
