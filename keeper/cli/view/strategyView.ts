import { isLoop } from '../../core/loop/isLoop.ts';
import { leverageWad } from '../../core/loop/leverageWad.ts';
import { maxUint256, wad } from '../../core/math/units.ts';
import type { Snapshot, StrategySnapshot } from '../../core/snapshot.ts';
import { inWords } from '../../core/text/inWords.ts';
import { formatWad } from '../output/formatWad.ts';
import { table } from '../output/table.ts';

/** One strategy as `status` and `start` show it: amounts in wei, health factor and leverage in WAD (2^256 − 1 without debt or equity). */
export interface StrategyView {
  readonly name: string;
  readonly address: string;
  readonly lst: bigint;
  readonly eth: bigint;
  readonly healthFactor: bigint;
  readonly healthFloor: bigint;
  readonly leverage: bigint;
  readonly allocation: bigint;
  readonly cap: bigint;
  readonly withdrawable: bigint;
  /** Carried at its last known legs; health factor and leverage are not known. */
  readonly isolated: boolean;
  /** What leavers are paid under the value of an isolated strategy, in basis points. */
  readonly haircutBps: bigint;
}

/** What a snapshot says of a strategy. One whose details this keeper cannot read counts as unlevered. */
export function strategyView(strategy: StrategySnapshot, parWad: bigint): StrategyView {
  const { kind: name, address, lst, eth, allocation, capAssets: cap, withdrawable } = strategy;
  const loop = isLoop(strategy) ? strategy.details : undefined;
  return {
    name,
    address,
    lst,
    eth,
    healthFactor: loop?.healthFactorWad ?? maxUint256,
    healthFloor: loop?.healthFloorWad ?? 0n,
    leverage: loop === undefined || loop.collateral === 0n ? wad : leverageWad(loop, parWad),
    allocation,
    cap,
    withdrawable,
    isolated: strategy.isolated,
    haircutBps: strategy.haircutBps,
  };
}

/** The strategies of a vault as a table. */
export function strategyTable(snapshot: Snapshot): string {
  const headings = [
    ...['strategy', 'LST', 'ETH', 'leverage', 'health', 'floor'],
    ...['allocation, LST', 'cap, LST', 'withdrawable, LST'],
  ];
  const rows = snapshot.strategies.map((strategy) => {
    const view = strategyView(strategy, snapshot.vault.valuation.parWad);
    return [
      view.isolated ? `${view.name} (isolated, leavers −${view.haircutBps} bps)` : view.name,
      formatWad(view.lst),
      formatWad(view.eth),
      view.isolated ? '–' : inWords.leverage(view.leverage),
      view.isolated ? '–' : view.healthFactor === maxUint256 ? '∞' : inWords.health(view.healthFactor),
      inWords.health(view.healthFloor),
      formatWad(view.allocation),
      formatWad(view.cap, 0),
      formatWad(view.withdrawable),
    ];
  });
  return table(headings, rows);
}
