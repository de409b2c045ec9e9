import { isAddressEqual } from 'viem';
import { withdrawalQueueAbi } from '../../../abi/withdrawalQueue.gen.ts';
import type { Output } from '../../output/createOutput.ts';
import { formatWad } from '../../output/formatWad.ts';
import { table } from '../../output/table.ts';
import { type OpenQueue, openQueue, type QueueFlags } from './openQueue.ts';

/** How many requests the preview of a push looks at. */
const previewed = 50n;

/** Shows the queue and the account's requests in it. Sends nothing. */
export async function list(output: Output, flags: QueueFlags): Promise<void> {
  const open = await openQueue(flags);
  const { session, account, vault, queue } = open;
  const read = { address: queue, abi: withdrawalQueueAbi } as const;
  const [waitingShares, next, last, [servableShares]] = await Promise.all([
    session.client.readContract({ ...read, functionName: 'waitingShares' }),
    session.client.readContract({ ...read, functionName: 'nextRequest' }),
    session.client.readContract({ ...read, functionName: 'lastRequest' }),
    session.client.readContract({ ...read, functionName: 'previewPush', args: [previewed] }),
  ]);
  const requests = await requestsOf(open);
  const rows = requests.map(({ request, pendingShares, claimableShares, claimableAssets }) => [
    String(request),
    formatWad(pendingShares),
    formatWad(claimableShares),
    formatWad(claimableAssets),
  ]);
  const mine =
    rows.length === 0
      ? `${account.address} has no requests.`
      : table(['request', 'shares that wait', 'shares served', 'LST to claim'], rows);
  output.result(
    {
      ...{ vault, queue, account: account.address, waitingShares, servableShares },
      ...{ nextRequest: Number(next), lastRequest: Number(last), requests },
    },
    `${formatWad(waitingShares)} shares wait, ${formatWad(servableShares)} of them could be served now.\n\n${mine}`,
  );
}

/** The open requests whose receipt the account has, oldest first. */
async function requestsOf({ session, account, queue, sinceBlock }: OpenQueue) {
  const { client } = session;
  const events = await client.getContractEvents({
    ...{ address: queue, abi: withdrawalQueueAbi, eventName: 'Transfer', args: { to: account.address } },
    ...{ fromBlock: sinceBlock, toBlock: 'latest', strict: true },
  });
  const ids = [...new Set(events.map(({ args }) => args.tokenId))].sort((a, b) => (a < b ? -1 : 1));
  const states = await Promise.all(
    ids.map(async (id) => {
      const call = { address: queue, abi: withdrawalQueueAbi, functionName: 'requestState', args: [id] } as const;
      return { request: Number(id), ...(await client.readContract(call)) };
    }),
  );
  return states.filter(({ owner }) => isAddressEqual(owner, account.address)).map(({ owner: _, ...state }) => state);
}
