import type { Address } from 'viem';
import { lstVaultAbi } from '../../abi/lstVault.gen.ts';
import type { Session } from './openSession.ts';

/** What leaving the vault would pay now; amounts in wei. */
export interface LeaveQuote {
  readonly assets: bigint;
  readonly shares: bigint;
  /** What the shares are worth at the share price, at par. */
  readonly parAssets: bigint;
  /** How far the payment is under that, in basis points cut off to hundredths; never negative. */
  readonly haircutBps: number;
}

/** A withdrawal rounds twice, each time by a wei at most, which on dust is no haircut. */
const roundingWei = 2n;

/** Asks the vault what a withdrawal or redemption would pay at its bid, and compares it with the share price: 1 − assets ÷ convertToAssets(shares). */
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
  const lost = parAssets - quote.assets;
  const haircutBps = lost <= roundingWei ? 0 : Number((lost * 1_000_000n) / parAssets) / 100;
  return { ...quote, parAssets, haircutBps };
}
