import { keccak256, type LocalAccount } from 'viem';
import type { TransactionIntent } from '../record/types.ts';
import { checkSigningPolicy } from './checkSigningPolicy.ts';
import type { Fees } from './priceFees.ts';
import type { SigningPolicy } from './types.ts';

/** What is to be signed: an intent without what the signature adds. */
export type IntentTerms = Omit<TransactionIntent, 'hash' | 'raw' | 'sender' | keyof Fees> & {
  readonly data: `0x${string}`;
};

/**
 * Signs a batch, if policy lets it. The only place in the keeper that signs.
 *
 * @throws KeeperError `skip` where the signing policy refuses
 */
export async function signIntent(
  { account, policy }: { readonly account: LocalAccount; readonly policy: SigningPolicy },
  { data, ...terms }: IntentTerms,
  fees: Fees,
): Promise<TransactionIntent> {
  const transaction = {
    chainId: terms.chainId,
    to: terms.vault,
    data,
    value: 0n,
    gas: terms.gasLimit,
    maxFeePerGas: fees.maxFeePerGasWei,
    maxPriorityFeePerGas: fees.priorityFeePerGasWei,
  };
  checkSigningPolicy(transaction, policy);
  const raw = await account.signTransaction({ ...transaction, type: 'eip1559', nonce: Number(terms.nonce) });
  return { ...terms, ...fees, raw, hash: keccak256(raw), sender: account.address };
}
