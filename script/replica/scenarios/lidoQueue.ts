import { maxUint256, numberToHex } from 'viem';
import { z } from 'zod';
import { finalizeWithdrawals } from '../models/lido/finalizeWithdrawals.ts';
import { withdrawalQueueAbi } from '../models/lido/lidoAbis.ts';
import { lidoAddresses } from '../models/lido/lidoAddresses.ts';
import { lidoReport } from '../models/lido/lidoReport.ts';
import { lidoSlots } from '../models/lido/lidoSlots.ts';
import type { ReplicaNode, Scenario, ScenarioFacts } from '../types.ts';

const flag = z.union([z.boolean(), z.stringbool()]).optional();
const options = z.strictObject({
  paused: flag.describe('true refuses requests and finalization, false lets them through again'),
  bunker: flag.describe('true reports an emergency of the protocol (bunker mode), false ends it'),
  finalize: flag.describe('true finalizes every waiting request at the rate of now'),
});

const address = lidoAddresses.withdrawalQueue;
const queue = { address, abi: withdrawalQueueAbi } as const;

/** Pauses Lido's withdrawal queue, switches bunker mode or finalizes all requests, in this order. What is left out stays as it is. */
export async function lidoQueue(node: ReplicaNode, change: z.output<typeof options>): Promise<ScenarioFacts> {
  const { client } = node;
  if (change.paused !== undefined) {
    const value = numberToHex(change.paused ? maxUint256 : 0n, { size: 32 });
    await client.setStorageAt({ address, index: lidoSlots.queueResumeSince, value });
  }
  if (change.bunker !== undefined) await lidoReport(node, { clBalanceChangeWei: 0n, isBunker: change.bunker });
  const lockedWei = change.finalize === true ? (await finalizeWithdrawals(node)).lockedWei : 0n;
  return {
    paused: await client.readContract({ ...queue, functionName: 'isPaused' }),
    bunker: await client.readContract({ ...queue, functionName: 'isBunkerModeActive' }),
    lastRequestId: await client.readContract({ ...queue, functionName: 'getLastRequestId' }),
    lastFinalizedId: await client.readContract({ ...queue, functionName: 'getLastFinalizedRequestId' }),
    lockedWei,
  };
}

/** `ballast scenario lido-queue --finalize true` */
export const lidoQueueScenario: Scenario<typeof options> = {
  name: 'lido-queue',
  summary: "pause Lido's withdrawal queue, switch its bunker mode, or finalize all requests",
  options,
  run: lidoQueue,
};
