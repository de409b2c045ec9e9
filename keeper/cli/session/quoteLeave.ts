import type { Address } from 'viem';
import { lstVaultAbi } from '../../abi/lstVault.gen.ts';
import { haircutBps } from './haircutBps.ts';
import type { Session } from './openSession.ts';

/** What leaving the vault would pay now; amounts in wei. */
export interface LeaveQuote {
  readonly assets: bigint;
  readonly shares: bigint;
  /** What the shares are worth at par, as far as it is recognised (`convertToAssets`). */
  readonly parAssets: bigint;
  /** How far the payment is under that, in basis points cut off to hundredths; never negative. */
  readonly haircutBps: number;
}

/** Asks the vault what a withdrawal or redemption would pay at its bid, and compares it with their worth at par: 1 − assets ÷ convertToAssets(shares). */
export async function quoteLeave(
  { client }: Session,
  vault: Address,
  leave: { readonly functionName: 'withdraw' | 'redeem'; readonly value: bigint },
): Promise<LeaveQuote> {
  const read = { address: vault, abi: lstVaultAbi } as const;
  const args = [leave.value] as const;
  const quote =
    leave.functionName === 'withdraw'
      ? { assets: leave.value, shares: await client.readContract({ ...read, functionName: 'previewWithdraw', args }) }
      : { assets: await client.readContract({ ...read, functionName: 'previewRedeem', args }), shares: leave.value };
  const parAssets = await client.readContract({ ...read, functionName: 'convertToAssets', args: [quote.shares] });
  return { ...quote, parAssets, haircutBps: haircutBps(quote.assets, parAssets) };
}
