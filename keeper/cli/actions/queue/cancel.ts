import { parseEventLogs } from 'viem';
import { createSender } from '../../../../script/deploy/createSender.ts';
import { withdrawalQueueAbi } from '../../../abi/withdrawalQueue.gen.ts';
import { KeeperError } from '../../../core/errors.ts';
import type { Output } from '../../output/createOutput.ts';
import { formatWad } from '../../output/formatWad.ts';
import { openQueue, type QueueFlags } from './openQueue.ts';
import { readRequest } from './readRequest.ts';

/** Takes the shares back that still wait in a request; what was served of it stays claimable. */
export async function cancel(output: Output, requestId: string, flags: QueueFlags): Promise<void> {
  const open = await openQueue(flags);
  const { session, account, vault, queue } = open;
  const { id, pendingShares } = await readRequest(open, requestId);
  if (pendingShares === 0n) {
    throw new KeeperError(
      `Nothing was sent: all of request ${id} has been served. Fetch it with \`npx ballast queue claim ${id}\`.`,
      { kind: 'stop', facts: { request: id } },
    );
  }
  output.note(`Cancelling request ${id} …`);
  const sender = createSender(session.client, session.settings.rpcUrl, account);
  const call = { to: queue, abi: withdrawalQueueAbi, functionName: 'cancel', args: [id, account.address] };
  const receipt = await sender.send(call);
  const [event] = parseEventLogs({ abi: withdrawalQueueAbi, eventName: 'Cancelled', logs: receipt.logs });
  const shares = event?.args.shares ?? 0n;
  const { transactionHash: transaction } = receipt;
  const blockNumber = Number(receipt.blockNumber);
  output.result(
    { vault, queue, account: account.address, request: Number(id), shares, transaction, blockNumber },
    `Took ${formatWad(shares)} shares of request ${id} back.\nTransaction ${transaction} in block ${blockNumber}.`,
  );
}
