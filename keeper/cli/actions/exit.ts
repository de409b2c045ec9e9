import { type Address, type LocalAccount, parseEventLogs } from 'viem';
import { createSender } from '../../../script/deploy/createSender.ts';
import { lstVaultAbi } from '../../abi/lstVault.gen.ts';
import type { SettingFlags } from '../../config/settings.ts';
import { KeeperError } from '../../core/errors.ts';
import { describeRevert } from '../../simulate/describeRevert.ts';
import { findRevert } from '../../simulate/findRevert.ts';
import type { Output } from '../output/createOutput.ts';
import { formatWad } from '../output/formatWad.ts';
import { parseAmount } from '../output/parseAmount.ts';
import { parseShares } from '../output/parseShares.ts';
import { parseWhole } from '../output/parseWhole.ts';
import { findVault } from '../session/findVault.ts';
import { haircutBps } from '../session/haircutBps.ts';
import { openSession, type Session } from '../session/openSession.ts';
import { pickSigner } from '../session/pickSigner.ts';
import { quoteLeave } from '../session/quoteLeave.ts';
import { readHolder } from '../session/readHolder.ts';
import { refuseHaircut } from '../session/refuseHaircut.ts';
import { usualMaxHaircutBps } from '../session/usualMaxHaircutBps.ts';

interface ExitFlags extends SettingFlags {
  readonly account?: string | undefined;
  readonly min?: string | undefined;
  readonly maxHaircutBps: string;
}

/** Leaves by unwinding the shares' slice of every strategy. It is simulated before it is sent, and sent with the least that it may pay. */
export async function exit(output: Output, amount: string, flags: ExitFlags): Promise<void> {
  const maxHaircutBps = parseWhole(flags.maxHaircutBps, '--max-haircut-bps', 0, 10_000);
  const least = flags.min === undefined ? 0n : parseAmount(flags.min, '--min');
  const session = await openSession(flags);
  const account = pickSigner(session, flags.account, 'depositor');
  const { address: vault } = await findVault(session);
  const holder = await readHolder(session, vault, account.address);
  const { symbol, asset, maxRedeem } = holder;
  const shares = parseShares(amount, holder.shares);
  if (holder.shares === 0n) throw refuse(`${account.address} holds no shares of this vault. Choose another account.`);
  if (shares > holder.shares) {
    throw refuse(
      `${account.address} holds ${formatWad(holder.shares)} shares and cannot leave with ${formatWad(shares)}. Leave with fewer, or with max.`,
    );
  }
  const quote = await quoteLeave(session, vault, { functionName: 'redeem', value: shares });
  const expected = await simulateExit(session, vault, account, shares);
  const foreseen = { assets: expected, parAssets: quote.parAssets, haircutBps: haircutBps(expected, quote.parAssets) };
  if (foreseen.haircutBps > maxHaircutBps) throw refuseHaircut(foreseen, symbol, maxHaircutBps);
  if (expected < least) {
    throw new KeeperError(
      `Nothing was sent: leaving now pays ${formatWad(expected)} ${symbol}, under the ${formatWad(least)} of --min. Wait, or ask for less.`,
      { kind: 'retry', facts: { expected, least } },
    );
  }
  if (shares <= maxRedeem) {
    const way = amount === 'max' ? '--all' : `--shares ${amount}`;
    const bound = quote.haircutBps > usualMaxHaircutBps ? ` --max-haircut-bps ${maxHaircutBps}` : '';
    output.note(
      `The vault could pay these shares without unwinding anything: \`npx ballast withdraw ${way}${bound}\` costs ${quote.haircutBps.toFixed(2)} bps against par, this ${foreseen.haircutBps.toFixed(2)}.`,
    );
  }

  const floor = (quote.parAssets * BigInt(10_000 - maxHaircutBps)) / 10_000n - 2n;
  const minAssets = [least, floor, 0n].reduce((most, bound) => (bound > most ? bound : most));
  output.note('Leaving …');
  const sender = createSender(session.client, session.settings.rpcUrl, account);
  const args = [shares, minAssets, account.address];
  const receipt = await sender.send({ to: vault, abi: lstVaultAbi, functionName: 'exit', args });
  const [event] = parseEventLogs({ abi: lstVaultAbi, eventName: 'Withdraw', logs: receipt.logs });
  const assets = event?.args.assets ?? 0n;
  const paid = haircutBps(assets, quote.parAssets);
  const { transactionHash: transaction } = receipt;
  const blockNumber = Number(receipt.blockNumber);
  output.result(
    {
      ...{ vault, asset, account: account.address, assets, shares, bidAssets: quote.assets },
      ...{ parAssets: quote.parAssets, haircutBps: paid, transaction, blockNumber },
    },
    `Left with ${formatWad(assets)} ${symbol} for ${formatWad(shares)} shares of ${vault}: ` +
      `the bid was ${formatWad(quote.assets)}, par ${formatWad(quote.parAssets)}, and leaving cost ${paid.toFixed(2)} bps against par.\n` +
      `Transaction ${transaction} in block ${blockNumber}.`,
  );
}

/** What it would pay now, LST wei. */
async function simulateExit(
  { client }: Session,
  vault: Address,
  account: LocalAccount,
  shares: bigint,
): Promise<bigint> {
  const args = [shares, 0n, account.address] as const;
  const call = { address: vault, abi: lstVaultAbi, functionName: 'exit', args, account: account.address } as const;
  const { result } = await client.simulateContract(call).catch((error: unknown) => {
    const revert = findRevert(error);
    if (revert === undefined) throw error;
    const { reason } = describeRevert(revert.data);
    throw new KeeperError(
      `Nothing was sent: the exit is refused, ${reason}. \`npx ballast status\` shows the state that it was refused in; shares that cannot leave now can wait in line with \`npx ballast queue request <shares>\`.`,
      { kind: 'retry', facts: { call: 'exit', sender: account.address }, cause: error },
    );
  });
  return result;
}

function refuse(sentence: string): KeeperError {
  return new KeeperError(sentence, { kind: 'stop' });
}
