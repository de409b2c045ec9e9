import type { ReplicaNode } from '../types.ts';

/**
 * Lets chain time pass and mines one block at its end. One block, because anvil needs more than a second for each thousand of them.
 *
 * @returns the new block's timestamp, in seconds
 */
export async function passTime({ client }: ReplicaNode, seconds: number): Promise<bigint> {
  const { timestamp } = await client.getBlock();
  const next = timestamp + BigInt(seconds);
  await client.setNextBlockTimestamp({ timestamp: next });
  await client.mine({ blocks: 1 });
  return next;
}
