import { isAddressEqual, zeroAddress } from 'viem';
import { withdrawalQueueAbi } from '../../../abi/withdrawalQueue.gen.ts';
import { KeeperError } from '../../../core/errors.ts';
import { parseWhole } from '../../output/parseWhole.ts';
import type { OpenQueue } from './openQueue.ts';

/** A request of the account; amounts in wei. */
export interface Request {
  readonly id: bigint;
  readonly pendingShares: bigint;
  readonly claimableShares: bigint;
  readonly claimableAssets: bigint;
}

/**
 * Reads a request by the number that a person gave.
 *
 * @throws KeeperError `stop` where there is no such request, or it is another's
 */
export async function readRequest({ session, queue, account }: OpenQueue, text: string): Promise<Request> {
  const id = BigInt(parseWhole(text, 'The request', 1, Number.MAX_SAFE_INTEGER));
  const call = { address: queue, abi: withdrawalQueueAbi, functionName: 'requestState', args: [id] } as const;
  const { owner, ...state } = await session.client.readContract(call);
  if (isAddressEqual(owner, account.address)) return { id, ...state };
  const why = isAddressEqual(owner, zeroAddress)
    ? 'does not wait in the queue: it was closed, or never made'
    : `belongs to ${owner}`;
  throw new KeeperError(`The request ${id} ${why}. \`npx ballast queue\` lists the requests of ${account.address}.`, {
    kind: 'stop',
    facts: { request: id },
  });
}
