import { numberToHex, type PublicClient, parseTransaction } from 'viem';
import { describeRpcFailure } from '../observe/fromRpc.ts';
import type { TransactionIntent } from '../record/types.ts';
import { describeRevert } from '../simulate/describeRevert.ts';
import { findRevert } from '../simulate/findRevert.ts';
import type { Mined } from './types.ts';

/** Why a mined transaction reverted, found by calling it again on top of the block that holds it. Never throws. */
export async function explainRevert(client: PublicClient, intent: TransactionIntent, mined: Mined): Promise<string> {
  if (mined.gasUsed === intent.gasLimit) return `it used up its gas limit of ${intent.gasLimit}`;
  const { data } = parseTransaction(intent.raw);
  const call = { from: intent.sender, to: intent.vault, data: data ?? '0x' } as const;
  try {
    await client.request({ method: 'eth_call', params: [call, numberToHex(mined.blockNumber)] });
    return 'it reverted where it stood in its block, and would pass after that block';
  } catch (error) {
    const revert = findRevert(error);
    if (revert !== undefined) return describeRevert(revert.data).reason;
    return `it reverted, and the reason could not be read (${describeRpcFailure(error)})`;
  }
}
