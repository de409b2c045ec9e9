import { parseEventLogs } from 'viem';
import { createSender } from '../../../../script/deploy/createSender.ts';
import { withdrawalQueueAbi } from '../../../abi/withdrawalQueue.gen.ts';
import { KeeperError } from '../../../core/errors.ts';
import type { Output } from '../../output/createOutput.ts';
import { formatWad } from '../../output/formatWad.ts';
import { parseWhole } from '../../output/parseWhole.ts';
import { readHolder } from '../../session/readHolder.ts';
import { openQueue, type QueueFlags } from './openQueue.ts';

/** Serves whoever has waited longest with what the vault pays now. */
export async function push(output: Output, flags: QueueFlags & { readonly maxRequests: string }): Promise<void> {
  const maxRequests = BigInt(parseWhole(flags.maxRequests, '--max-requests', 1, 10_000));
  const { session, account, vault, queue } = await openQueue(flags);
  const read = { address: queue, abi: withdrawalQueueAbi } as const;
  const waiting = await session.client.readContract({ ...read, functionName: 'waitingShares' });
  if (waiting === 0n) throw new KeeperError('Nothing was sent: nobody waits in the queue.', { kind: 'stop' });
  const [servable] = await session.client.readContract({ ...read, functionName: 'previewPush', args: [maxRequests] });
  if (servable === 0n) {
    throw new KeeperError(
      `Nothing was sent: ${formatWad(waiting)} shares wait, and the vault can pay none of them now. Try again when it has idle LST and leaving costs less; whoever cannot wait can cancel and use \`npx ballast exit\`.`,
      { kind: 'retry', facts: { waiting } },
    );
  }
  const { symbol } = await readHolder(session, vault, account.address);
  output.note('Serving the queue …');
  const sender = createSender(session.client, session.settings.rpcUrl, account);
  const receipt = await sender.send({ to: queue, abi: withdrawalQueueAbi, functionName: 'push', args: [maxRequests] });
  const [event] = parseEventLogs({ abi: withdrawalQueueAbi, eventName: 'Pushed', logs: receipt.logs });
  const { shares = 0n, assets = 0n } = event?.args ?? {};
  const { transactionHash: transaction } = receipt;
  const blockNumber = Number(receipt.blockNumber);
  output.result(
    {
      vault,
      queue,
      account: account.address,
      shares,
      assets,
      waitingShares: waiting - shares,
      transaction,
      blockNumber,
    },
    `Served ${formatWad(shares)} shares with ${formatWad(assets)} ${symbol}; ${formatWad(waiting - shares)} wait on.\nTransaction ${transaction} in block ${blockNumber}.`,
  );
}
