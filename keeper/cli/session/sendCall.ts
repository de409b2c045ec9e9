import {
  type Abi,
  type Address,
  createWalletClient,
  encodeFunctionData,
  http,
  type LocalAccount,
  type TransactionReceipt,
} from 'viem';
import { KeeperError } from '../../core/errors.ts';
import type { Session } from './openSession.ts';

export interface Call {
  readonly to: Address;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
}

/**
 * Simulates a call from the account, signs it, sends it and waits for its block.
 *
 * @throws KeeperError `stop` where it was mined and reverted; the client's own error where the simulation reverts and nothing was sent
 */
export async function sendCall(session: Session, account: LocalAccount, call: Call): Promise<TransactionReceipt> {
  const { client, settings } = session;
  await client.simulateContract({
    address: call.to,
    abi: call.abi,
    functionName: call.functionName,
    args: call.args,
    account,
  });
  const wallet = createWalletClient({
    account,
    chain: client.chain,
    transport: http(settings.rpcUrl, { retryCount: 0 }),
  });
  const data = encodeFunctionData({ abi: call.abi, functionName: call.functionName, args: call.args });
  const hash = await wallet.sendTransaction({ to: call.to, data, account, chain: client.chain ?? null });
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status === 'success') return receipt;
  throw new KeeperError(
    `The transaction ${hash} (${call.functionName}) was mined and reverted: the chain moved between simulation and block. Gas was paid, nothing else happened; run the command again.`,
    { kind: 'retry', facts: { transaction: hash } },
  );
}
