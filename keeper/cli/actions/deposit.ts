import { erc20Abi, parseEventLogs } from 'viem';
import { createSender } from '../../../script/deploy/createSender.ts';
import { lstVaultAbi } from '../../abi/lstVault.gen.ts';
import type { SettingFlags } from '../../config/settings.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from '../output/createOutput.ts';
import { formatWad } from '../output/formatWad.ts';
import { parseAmount } from '../output/parseAmount.ts';
import { toKeeperError } from '../output/toKeeperError.ts';
import { findVault } from '../session/findVault.ts';
import { openSession } from '../session/openSession.ts';
import { pickSigner } from '../session/pickSigner.ts';
import { readHolder } from '../session/readHolder.ts';

/** Deposits an amount of the LST. Everything that can be checked is checked before the first transaction. */
export async function deposit(
  output: Output,
  amount: string,
  flags: SettingFlags & { readonly account?: string | undefined },
): Promise<void> {
  const assets = parseAmount(amount, 'The amount');
  const session = await openSession(flags);
  const account = pickSigner(session, flags.account, 'depositor');
  const vault = await findVault(session);
  const holder = await readHolder(session, vault.address, account.address);
  if (assets > holder.lst) {
    throw refuse(
      `${account.address} has ${formatWad(holder.lst)} ${holder.symbol} and cannot deposit ${formatWad(assets)}. Deposit less, or choose another account.`,
    );
  }
  if (holder.maxDeposit === 0n) {
    throw new KeeperError(
      'The vault takes no deposits now: the guardian has paused them, or its oracle has no live quote to price them at. `npx ballast doctor` says which; wait until that is over.',
      { kind: 'retry' },
    );
  }
  if (assets > holder.maxDeposit)
    throw refuse(`The vault takes at most ${formatWad(holder.maxDeposit)} ${holder.symbol} now. Deposit less.`);
  const expectedShares = await session.client.readContract({
    address: vault.address,
    abi: lstVaultAbi,
    functionName: 'previewDeposit',
    args: [assets],
  });
  if (expectedShares === 0n)
    throw refuse(`Nothing was sent: ${amount} ${holder.symbol} would buy no shares, not even one wei. Deposit more.`);

  const sender = createSender(session.client, session.settings.rpcUrl, account);
  const approves = holder.allowance < assets;
  if (approves) {
    output.note(`Approving ${formatWad(assets)} ${holder.symbol} …`);
    await sender.send({
      to: holder.asset,
      abi: erc20Abi,
      functionName: 'approve',
      args: [vault.address, assets],
      what: 'approval',
    });
  }
  output.note(`Depositing ${formatWad(assets)} ${holder.symbol} …`);
  const call = { to: vault.address, abi: lstVaultAbi, functionName: 'deposit', args: [assets, account.address] };
  const receipt = await sender.send({ ...call, what: 'deposit' }).catch((error: unknown) => {
    throw approves && !(error instanceof KeeperError) ? afterApproval(error) : error;
  });
  const [event] = parseEventLogs({ abi: lstVaultAbi, eventName: 'Deposit', logs: receipt.logs });
  const shares = event?.args.shares ?? 0n;
  const { transactionHash: transaction } = receipt;
  const blockNumber = Number(receipt.blockNumber);
  output.result(
    { vault: vault.address, asset: holder.asset, account: account.address, assets, shares, transaction, blockNumber },
    `Deposited ${formatWad(assets)} ${holder.symbol} for ${formatWad(shares)} shares of ${vault.address}.\nTransaction ${transaction} in block ${blockNumber}.`,
  );
}

/** The node failed between the two: a person must know that one of them has been sent. */
function afterApproval(error: unknown): KeeperError {
  const { shortMessage, kind, facts } = toKeeperError(error);
  return new KeeperError(`The approval was sent, and the deposit failed: ${shortMessage}`, {
    kind,
    facts,
    cause: error,
  });
}

function refuse(sentence: string): KeeperError {
  return new KeeperError(sentence, { kind: 'stop' });
}
