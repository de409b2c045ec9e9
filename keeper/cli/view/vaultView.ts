import { bps } from '../../core/math/units.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { formatWad } from '../output/formatWad.ts';
import { table } from '../output/table.ts';
import { pausedWhat } from './pausedWhat.ts';
import { riskName } from './riskTable.ts';
import { type StrategyView, strategyTable, strategyView } from './strategyView.ts';

/** A vault's balance sheet as data: amounts in wei, rates in WAD. */
export interface VaultView {
  readonly vault: string;
  readonly asset: string;
  readonly chainId: number;
  readonly blockNumber: number;
  readonly blockHash: string;
  /** Of the block, unix seconds. */
  readonly timestamp: number;
  readonly name: string;
  readonly totalSupply: bigint;
  readonly totalAssets: bigint;
  /** LST that a share is redeemed for, WAD: the bid over the supply, and neither its value at par nor what is recognised of it. */
  readonly bidPrice: bigint;
  /** The same, under the name that programs have known it by from the first. */
  readonly sharePrice: bigint;
  readonly idle: bigint;
  /** ETH per LST at par and at market. */
  readonly par: bigint;
  readonly market: bigint;
  readonly marketFresh: boolean;
  /** Of market to par, in hundredths of a basis point cut off. */
  readonly discountBps: number;
  readonly ask: bigint;
  readonly bid: bigint;
  /** What batches that raise risk may lose now, and all others, WAD fractions of the par share price. */
  readonly riskUpAvailable: bigint;
  readonly riskDownAvailable: bigint;
  /** What the guardian has paused. */
  readonly paused: readonly string[];
  readonly riskCaps: readonly RiskCapView[];
  readonly strategies: readonly StrategyView[];
}

/** One shared risk: cap and exposure in LST wei at par. */
export interface RiskCapView {
  readonly id: string;
  /** What the id stands for, where this version knows. */
  readonly name: string;
  readonly cap: bigint;
  readonly exposed: bigint;
}

/** What a snapshot says of the vault as a whole. */
export function vaultView(snapshot: Snapshot): VaultView {
  const { vault, chainId, blockNumber, blockHash, timestamp, marketFresh } = snapshot;
  const { parWad, marketWad, accrued, ask, bid } = vault.valuation;
  return {
    vault: vault.address,
    asset: vault.asset,
    chainId,
    blockNumber: Number(blockNumber),
    blockHash,
    timestamp: Number(timestamp),
    name: vault.name,
    totalSupply: vault.totalSupply,
    totalAssets: accrued,
    bidPrice: vault.sharePriceWad,
    sharePrice: vault.sharePriceWad,
    idle: vault.idle,
    par: parWad,
    market: marketWad,
    marketFresh,
    discountBps: discountBps(parWad, marketWad),
    ask,
    bid,
    riskUpAvailable: vault.riskUpAvailableWad,
    riskDownAvailable: vault.riskDownAvailableWad,
    paused: pausedWhat(vault.pauseFlags),
    riskCaps: vault.riskCaps.map(({ id, capAssets: cap, exposed }) => ({ id, name: riskName(id), cap, exposed })),
    strategies: snapshot.strategies.map((strategy) => strategyView(strategy, parWad)),
  };
}

/** The balance sheet as tables. */
export function balanceSheet(snapshot: Snapshot): string {
  const view = vaultView(snapshot);
  const market = view.marketFresh ? formatWad(view.market, 6) : `${formatWad(view.market, 6)} (no live quote)`;
  const sheet = table(
    [
      ...['total assets, LST', 'bid per share, LST', 'idle, LST', 'ask, LST', 'bid, LST'],
      ...['par, ETH/LST', 'market, ETH/LST', 'discount'],
    ],
    [
      [
        formatWad(view.totalAssets),
        formatWad(view.bidPrice, 6),
        formatWad(view.idle),
        formatWad(view.ask),
        formatWad(view.bid),
        formatWad(view.par, 6),
        market,
        `${view.discountBps.toFixed(2)} bps`,
      ],
    ],
  );
  const strategies = view.strategies.length === 0 ? 'No strategy is listed.' : strategyTable(snapshot);
  const notes = view.paused.length === 0 ? '' : `\n\nPaused by the guardian: ${view.paused.join(' and ')}.`;
  return `${sheet}\n\n${strategies}${notes}`;
}

/** Negative where the market pays more than par. */
function discountBps(parWad: bigint, marketWad: bigint): number {
  if (parWad === 0n) return 0;
  return Number(((parWad - marketWad) * bps * 100n) / parWad) / 100;
}
