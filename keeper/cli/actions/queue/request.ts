import { erc20Abi, parseEventLogs } from 'viem';
import { createSender } from '../../../../script/deploy/createSender.ts';
import { withdrawalQueueAbi } from '../../../abi/withdrawalQueue.gen.ts';
import { KeeperError } from '../../../core/errors.ts';
import type { Output } from '../../output/createOutput.ts';
import { formatWad } from '../../output/formatWad.ts';
import { parseShares } from '../../output/parseShares.ts';
import { quoteLeave } from '../../session/quoteLeave.ts';
import { readHolder } from '../../session/readHolder.ts';
import { usualMaxHaircutBps } from '../../session/usualMaxHaircutBps.ts';
import { openQueue, type QueueFlags } from './openQueue.ts';

/** Puts shares into the queue: approves exactly that many, and requests their redemption. */
export async function request(output: Output, amount: string, flags: QueueFlags): Promise<void> {
  const open = await openQueue(flags);
  const { session, account, vault, queue } = open;
  const { client, settings } = session;
  const { shares: held, maxRedeem } = await readHolder(session, vault, account.address);
  const shares = parseShares(amount, held);
  if (held === 0n) throw refuse(`${account.address} holds no shares of this vault. Choose another account.`);
  if (shares > held)
    throw refuse(
      `${account.address} holds ${formatWad(held)} shares and cannot queue ${formatWad(shares)}. Queue fewer, or max.`,
    );
  const least = await client.readContract({
    address: queue,
    abi: withdrawalQueueAbi,
    functionName: 'MIN_REQUEST_SHARES',
  });
  if (shares < least)
    throw refuse(
      `A request must have at least ${formatWad(least)} shares. Queue more, or redeem them with \`npx ballast withdraw --shares\`.`,
    );
  if (shares <= maxRedeem) {
    const { haircutBps } = await quoteLeave(session, vault, { functionName: 'redeem', value: shares });
    output.note(
      haircutBps > usualMaxHaircutBps
        ? `The vault could pay these shares now, at ${haircutBps.toFixed(2)} bps under par; the queue waits until leaving costs less.`
        : `The vault could pay these shares now, at ${haircutBps.toFixed(2)} bps under par: \`npx ballast withdraw ${amount === 'max' ? '--all' : `--shares ${amount}`}\` does not wait.`,
    );
  }

  const sender = createSender(client, settings.rpcUrl, account);
  const allowed = await client.readContract({
    address: vault,
    abi: erc20Abi,
    functionName: 'allowance',
    args: [account.address, queue],
  });
  if (allowed < shares) {
    output.note(`Approving ${formatWad(shares)} shares …`);
    await sender.send({ to: vault, abi: erc20Abi, functionName: 'approve', args: [queue, shares], what: 'approval' });
  }
  output.note('Requesting …');
  const args = [shares, account.address, account.address];
  const call = { to: queue, abi: withdrawalQueueAbi, functionName: 'requestRedeem', args, what: 'request' };
  const receipt = await sender.send(call);
  const [event] = parseEventLogs({ abi: withdrawalQueueAbi, eventName: 'RedeemRequest', logs: receipt.logs });
  const id = event?.args.requestId ?? 0n;
  const { transactionHash: transaction } = receipt;
  const blockNumber = Number(receipt.blockNumber);
  output.result(
    { vault, queue, account: account.address, request: Number(id), shares, transaction, blockNumber },
    `Request ${id} waits with ${formatWad(shares)} shares, which stay invested until it is served.\nTransaction ${transaction} in block ${blockNumber}.`,
  );
}

function refuse(sentence: string): KeeperError {
  return new KeeperError(sentence, { kind: 'stop' });
}
