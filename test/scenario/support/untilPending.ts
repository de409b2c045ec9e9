import type { ReplicaNode } from '../../../script/replica/types.ts';

/** Waits until so many transactions lie in the node's pool. */
export async function untilPending({ client }: Pick<ReplicaNode, 'client'>, count: number): Promise<void> {
  for (const end = Date.now() + 20_000; Number((await client.getTxpoolStatus()).pending) < count; ) {
    if (Date.now() > end) throw new Error(`There never were ${count} transactions in the pool.`);
    await new Promise((wake) => setTimeout(wake, 5));
  }
}
