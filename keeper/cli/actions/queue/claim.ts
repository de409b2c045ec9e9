import { parseEventLogs } from 'viem';
import { createSender } from '../../../../script/deploy/createSender.ts';
import { withdrawalQueueAbi } from '../../../abi/withdrawalQueue.gen.ts';
import { KeeperError } from '../../../core/errors.ts';
import type { Output } from '../../output/createOutput.ts';
import { formatWad } from '../../output/formatWad.ts';
import { readHolder } from '../../session/readHolder.ts';
import { openQueue, type QueueFlags } from './openQueue.ts';
import { readRequest } from './readRequest.ts';

/** Fetches what was served of a request. */
export async function claim(output: Output, requestId: string, flags: QueueFlags): Promise<void> {
  const open = await openQueue(flags);
  const { session, account, vault, queue } = open;
  const { id, claimableShares, pendingShares } = await readRequest(open, requestId);
  if (claimableShares === 0n) {
    throw new KeeperError(
      `Nothing was sent: nothing of request ${id} has been served yet. \`npx ballast queue push\` serves what the vault can pay.`,
      { kind: 'retry', facts: { request: id } },
    );
  }
  const { symbol } = await readHolder(session, vault, account.address);
  output.note(`Claiming request ${id} …`);
  const sender = createSender(session.client, session.settings.rpcUrl, account);
  const call = { to: queue, abi: withdrawalQueueAbi, functionName: 'claim', args: [id, account.address] };
  const receipt = await sender.send(call);
  const [event] = parseEventLogs({ abi: withdrawalQueueAbi, eventName: 'Claimed', logs: receipt.logs });
  const { shares = 0n, assets = 0n } = event?.args ?? {};
  const { transactionHash: transaction } = receipt;
  const blockNumber = Number(receipt.blockNumber);
  const result = { vault, queue, account: account.address, request: Number(id), shares, assets, pendingShares };
  output.result(
    { ...result, transaction, blockNumber },
    `Claimed ${formatWad(assets)} ${symbol} for ${formatWad(shares)} shares of request ${id}; ${formatWad(pendingShares)} wait on.\nTransaction ${transaction} in block ${blockNumber}.`,
  );
}
