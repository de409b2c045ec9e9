import { type Address, type Hex, keccak256, numberToHex, pad, stringToHex } from 'viem';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import { addEth } from '../recipes/addEth.ts';
import { mined } from '../recipes/mined.ts';
import type { ReplicaNode } from '../types.ts';

/** Lido's packed stake limit: a maximum of zero is no limit, a last block of zero is paused. */
const stakeLimitSlot = keccak256(stringToHex('lido.Lido.stakeLimit'));
const noLimit: Hex = pad(numberToHex(1n));

/**
 * Gives an account ETH out of nothing, stakes it with Lido and leaves it the wstETH. Lido's limit on new stake (150,000 ETH) stands aside
 * meanwhile, since whales stake over weeks.
 */
export async function stakeWstEth(node: ReplicaNode, account: Address, ethWei: bigint): Promise<void> {
  const { client } = node;
  const address = mainnet.stEth;
  const kept = await client.getStorageAt({ address, slot: stakeLimitSlot });
  await addEth(node, account, ethWei);
  await client.setStorageAt({ address, index: stakeLimitSlot, value: noLimit });
  try {
    await mined(node, client.sendTransaction({ account, to: mainnet.wstEth, value: ethWei, chain: null }));
  } finally {
    await client.setStorageAt({ address, index: stakeLimitSlot, value: pad(kept ?? noLimit) });
  }
}
