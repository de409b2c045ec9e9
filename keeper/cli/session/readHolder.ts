import { type Address, erc20Abi } from 'viem';
import { lstVaultAbi } from '../../abi/lstVault.gen.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Session } from './openSession.ts';

/** What an account has and may do at a vault; amounts in wei. */
export interface Holder {
  readonly asset: Address;
  readonly symbol: string;
  readonly lst: bigint;
  readonly shares: bigint;
  readonly allowance: bigint;
  readonly maxDeposit: bigint;
  readonly maxWithdraw: bigint;
  readonly maxRedeem: bigint;
}

/**
 * Reads an account's standing at a vault.
 *
 * @throws KeeperError `stop` where the contract at the address is no vault
 */
export async function readHolder({ client }: Session, vault: Address, account: Address): Promise<Holder> {
  const read = { address: vault, abi: lstVaultAbi } as const;
  const asset = await client.readContract({ ...read, functionName: 'asset' }).catch((cause: unknown) => {
    if (isTransport(cause)) throw cause;
    throw new KeeperError(
      `The contract at ${vault} is not a Ballast vault: it has no asset. Check --vault or the deployment record.`,
      {
        kind: 'stop',
        facts: { vault },
        cause,
      },
    );
  });
  const token = { address: asset, abi: erc20Abi } as const;
  const [symbol, lst, allowance, shares, maxDeposit, maxWithdraw, maxRedeem] = await Promise.all([
    client.readContract({ ...token, functionName: 'symbol' }),
    client.readContract({ ...token, functionName: 'balanceOf', args: [account] }),
    client.readContract({ ...token, functionName: 'allowance', args: [account, vault] }),
    client.readContract({ ...read, functionName: 'balanceOf', args: [account] }),
    client.readContract({ ...read, functionName: 'maxDeposit', args: [account] }),
    client.readContract({ ...read, functionName: 'maxWithdraw', args: [account] }),
    client.readContract({ ...read, functionName: 'maxRedeem', args: [account] }),
  ]);
  return { asset, symbol, lst, allowance, shares, maxDeposit, maxWithdraw, maxRedeem };
}

function isTransport(error: unknown): boolean {
  return (
    error instanceof Error && 'walk' in error && /HttpRequest|Timeout/.test(`${error.name} ${String(error.cause)}`)
  );
}
