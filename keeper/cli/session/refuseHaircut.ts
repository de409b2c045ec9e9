import { KeeperError } from '../../core/errors.ts';
import { formatWad } from '../output/formatWad.ts';

/** What a way out pays, wei, and how far that is under par. */
export interface Payment {
  readonly assets: bigint;
  readonly parAssets: bigint;
  readonly haircutBps: number;
}

/** The refusal of a way out that costs more than its owner allows; the market may come back, so the same command may succeed later. */
export function refuseHaircut(payment: Payment, symbol: string, maxHaircutBps: number): KeeperError {
  const { assets, parAssets, haircutBps } = payment;
  return new KeeperError(
    `Nothing was sent: leaving now costs ${haircutBps.toFixed(2)} bps against par (${formatWad(assets)} ${symbol} for shares worth ${formatWad(parAssets)}), over the ${maxHaircutBps} bps of ` +
      `--max-haircut-bps; wait until the market is back near par, or allow it with --max-haircut-bps ${Math.ceil(haircutBps) + 1}.`,
    { kind: 'retry', facts: { haircutBps, maxHaircutBps } },
  );
}
