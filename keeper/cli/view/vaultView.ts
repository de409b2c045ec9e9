import { bps } from '../../core/math/units.ts';
import type { Snapshot } from '../../core/snapshot.ts';
import { formatWad } from '../output/formatWad.ts';
import { table } from '../output/table.ts';
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
  readonly strategies: readonly StrategyView[];
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
    sharePrice: vault.sharePriceWad,
    idle: vault.idle,
    par: parWad,
    market: marketWad,
    marketFresh,
    discountBps: discountBps(parWad, marketWad),
    ask,
    bid,
    strategies: snapshot.strategies.map((strategy) => strategyView(strategy, parWad)),
  };
}

/** The balance sheet as tables. */
export function balanceSheet(snapshot: Snapshot): string {
  const view = vaultView(snapshot);
  const market = view.marketFresh ? formatWad(view.market, 6) : `${formatWad(view.market, 6)} (no live quote)`;
  const sheet = table(
    [
      ...['total assets, LST', 'share price, LST', 'idle, LST', 'ask, LST', 'bid, LST'],
      ...['par, ETH/LST', 'market, ETH/LST', 'discount'],
    ],
    [
      [
        formatWad(view.totalAssets),
        formatWad(view.sharePrice, 6),
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
  return `${sheet}\n\n${strategies}`;
}

/** Negative where the market pays more than par. */
function discountBps(parWad: bigint, marketWad: bigint): number {
  if (parWad === 0n) return 0;
  return Number(((parWad - marketWad) * bps * 100n) / parWad) / 100;
}
