import type { PublicClient } from 'viem';
import { emptyMemory, type Memory } from '../core/memory.ts';
import { fromRpc } from '../observe/fromRpc.ts';
import type { Journal, VaultReference } from './types.ts';

/** How far back to look for a tick whose block is on this chain: past any reorganisation. */
const candidates = 100;

/**
 * The memory that the last tick left, if it was a tick on this chain: one whose block a reorganisation took, or that an earlier replica wrote,
 * says nothing about this one. Otherwise the timers start anew, on the safe side.
 *
 * @throws KeeperError `retry` where node or database do not answer
 */
export async function recallMemory(client: PublicClient, journal: Journal, vault: VaultReference): Promise<Memory> {
  const recorded = await journal.recentMemories(vault, candidates);
  // The newest, else the oldest of them: where that one is gone as well, it was another chain.
  for (const candidate of [recorded.at(0), recorded.at(-1)]) {
    if (candidate === undefined) continue;
    const { memory, block } = candidate;
    const tag = `0x${block.number.toString(16)}` as const;
    const present = await fromRpc(
      'eth_getBlockByNumber',
      client.request({ method: 'eth_getBlockByNumber', params: [tag, false] }),
    );
    if (present?.hash === block.hash) return memory;
  }
  return emptyMemory;
}
