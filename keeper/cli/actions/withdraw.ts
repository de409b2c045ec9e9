import { parseEventLogs } from 'viem';
import { createSender } from '../../../script/deploy/createSender.ts';
import { lstVaultAbi } from '../../abi/lstVault.gen.ts';
import type { SettingFlags } from '../../config/settings.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from '../output/createOutput.ts';
import { formatWad } from '../output/formatWad.ts';
import { parseAmount } from '../output/parseAmount.ts';
import { parseWhole } from '../output/parseWhole.ts';
import { findVault } from '../session/findVault.ts';
import { openSession } from '../session/openSession.ts';
import { pickSigner } from '../session/pickSigner.ts';
import { type LeaveQuote, quoteLeave } from '../session/quoteLeave.ts';
import { type Holder, readHolder } from '../session/readHolder.ts';
import { refuseHaircut } from '../session/refuseHaircut.ts';

interface WithdrawFlags extends SettingFlags {
  readonly account?: string | undefined;
  readonly shares?: string | undefined;
  readonly all?: boolean | undefined;
  readonly maxHaircutBps: string;
}

/** Withdraws an amount of the LST or redeems shares. Everything that can be checked is checked before the transaction. */
export async function withdraw(output: Output, amount: string | undefined, flags: WithdrawFlags): Promise<void> {
  const wanted = readWish(amount, flags);
  const maxHaircutBps = parseWhole(flags.maxHaircutBps, '--max-haircut-bps', 0, 10_000);
  const session = await openSession(flags);
  const account = pickSigner(session, flags.account, 'depositor');
  const vault = await findVault(session);
  const holder = await readHolder(session, vault.address, account.address);
  // What all shares are worth at the bid, whether it can be raised now or not.
  const { assets: worth } = await quoteLeave(session, vault.address, { functionName: 'redeem', value: holder.shares });
  const { functionName, value } = checkWish(wanted, holder, worth, account.address);
  const quote = await quoteLeave(session, vault.address, { functionName, value });
  if (quote.haircutBps > maxHaircutBps) throw refuseHaircut(quote, holder.symbol, maxHaircutBps);
  const { haircutBps } = quote;

  const sender = createSender(session.client, session.settings.rpcUrl, account);
  if (haircutBps > 0)
    output.note(`Leaving now costs ${haircutBps.toFixed(2)} bps against par (${describe(quote, holder.symbol)}).`);
  output.note('Withdrawing …');
  const receipt = await sender.send({
    to: vault.address,
    abi: lstVaultAbi,
    functionName,
    args: [value, account.address, account.address],
  });
  const [event] = parseEventLogs({ abi: lstVaultAbi, eventName: 'Withdraw', logs: receipt.logs });
  const { assets = 0n, shares = 0n } = event?.args ?? {};
  const { transactionHash: transaction } = receipt;
  const blockNumber = Number(receipt.blockNumber);
  output.result(
    {
      ...{ vault: vault.address, asset: holder.asset, account: account.address, assets, shares, haircutBps },
      ...{ transaction, blockNumber },
    },
    `Withdrew ${formatWad(assets)} ${holder.symbol} for ${formatWad(shares)} shares of ${vault.address}.\nTransaction ${transaction} in block ${blockNumber}.`,
  );
}

type Wish = { readonly assets: bigint } | { readonly shares: bigint } | 'all';

function readWish(amount: string | undefined, { shares, all }: WithdrawFlags): Wish {
  const given = [amount, shares, all === true ? 'all' : undefined].filter((wish) => wish !== undefined);
  if (given.length !== 1)
    throw refuse('Say how much to withdraw in exactly one way: an amount of the LST, --shares <shares> or --all.');
  if (amount !== undefined) return { assets: parseAmount(amount, 'The amount') };
  return shares === undefined ? 'all' : { shares: parseAmount(shares, '--shares') };
}

function checkWish(
  wish: Wish,
  holder: Holder,
  worth: bigint,
  account: string,
): { functionName: 'withdraw' | 'redeem'; value: bigint } {
  const { symbol, maxWithdraw, maxRedeem, shares } = holder;
  if (shares === 0n) throw refuse(`${account} holds no shares of this vault. Choose another account.`);
  if (wish !== 'all' && 'assets' in wish) {
    if (wish.assets > worth && wish.assets > maxWithdraw) {
      throw refuse(
        `${formatWad(wish.assets)} ${symbol} cannot be withdrawn: the account's shares are worth ${formatWad(worth)}. Withdraw less, or leave entirely with --all.`,
      );
    }
    if (wish.assets > maxWithdraw) {
      throw cannotPay(
        `${formatWad(wish.assets)} ${symbol} cannot be withdrawn now: at most ${formatWad(maxWithdraw)} can, which is what the vault can raise without a loss. Withdraw that much or less`,
      );
    }
    return { functionName: 'withdraw', value: wish.assets };
  }
  const value = wish === 'all' ? shares : wish.shares;
  if (value > shares)
    throw refuse(
      `${account} holds ${formatWad(shares)} shares and cannot redeem ${formatWad(value)}. Redeem fewer, or use --all.`,
    );
  if (value > maxRedeem) {
    throw cannotPay(
      `${formatWad(value)} shares cannot be redeemed now: the vault can raise ${symbol} for ${formatWad(maxRedeem)} of them without a loss. Redeem that many or fewer`,
    );
  }
  return { functionName: 'redeem', value };
}

function describe({ assets, parAssets }: LeaveQuote, symbol: string): string {
  return `${formatWad(assets)} ${symbol} for shares worth ${formatWad(parAssets)}`;
}

/** The vault cannot pay it now and may be able to later; meanwhile there are two other ways out. */
function cannotPay(finding: string): KeeperError {
  return new KeeperError(
    `${finding}; for the rest, wait in line with \`npx ballast queue request <shares>\` or leave at once and at your own cost with \`npx ballast exit <shares>\`.`,
    { kind: 'retry' },
  );
}

function refuse(sentence: string): KeeperError {
  return new KeeperError(sentence, { kind: 'stop' });
}
