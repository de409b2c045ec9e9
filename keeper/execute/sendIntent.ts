import type { PublicClient } from 'viem';
import { describeRpcFailure } from '../observe/fromRpc.ts';
import type { TransactionIntent } from '../record/types.ts';

export type Sent =
  | { readonly status: 'sent' }
  /** No answer, or one that does not say whether the node kept it: look it up by its hash. */
  | { readonly status: 'unclear'; readonly reason: string }
  /** The node says why it can never accept these bytes as things stand. */
  | { readonly status: 'rejected'; readonly reason: string };

const known = /already known|known transaction|already imported|already exists/i;
const rejected =
  /insufficient funds|underpriced|less than block base fee|fee cap less|intrinsic gas|exceeds? (the )?block gas limit|gas limit too high|invalid (chain|signer)|not eip-1559/i;

/** Hands the signed bytes to the node. Sending them again is harmless: they are one transaction, whatever the number of times. Never throws. */
export async function sendIntent(client: PublicClient, intent: TransactionIntent): Promise<Sent> {
  try {
    await client.request({ method: 'eth_sendRawTransaction', params: [intent.raw] });
    return { status: 'sent' };
  } catch (error) {
    const reason = describeRpcFailure(error);
    if (known.test(reason)) return { status: 'sent' };
    return { status: rejected.test(reason) ? 'rejected' : 'unclear', reason };
  }
}
