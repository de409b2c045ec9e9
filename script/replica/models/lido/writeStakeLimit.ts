import { numberToHex } from 'viem';
import type { ReplicaNode } from '../../types.ts';
import { stEthAbi } from './lidoAbis.ts';
import { lidoAddresses } from './lidoAddresses.ts';
import { lidoSlots } from './lidoSlots.ts';
import { stakeLimitWord } from './stakeLimitWord.ts';

export interface StakeLimitChange {
  readonly paused: boolean;
  /** How much may be staked now, in wei; never over the maximum. */
  readonly leftWei: bigint;
}

/** Sets what may be staked now and whether staking is paused. Maximum and speed of growth stay as they are. Works on model, overlay and fork. */
export async function writeStakeLimit({ client }: ReplicaNode, change: StakeLimitChange): Promise<void> {
  const address = lidoAddresses.stEth;
  const [, , , maximumWei, growthBlocks] = await client.readContract({
    address,
    abi: stEthAbi,
    functionName: 'getStakeLimitFullInfo',
  });
  const word = stakeLimitWord({
    lastBlock: change.paused ? 0n : await client.getBlockNumber(),
    lastLimitWei: change.leftWei < maximumWei ? change.leftWei : maximumWei,
    growthBlocks,
    maximumWei,
  });
  await client.setStorageAt({ address, index: lidoSlots.stakeLimit, value: numberToHex(word, { size: 32 }) });
}
