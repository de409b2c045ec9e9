import type { Context, Loop } from '../context.ts';
import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { bps, wad } from '../math/units.ts';
import { equityLst } from './equityLst.ts';
import { idleBuffer } from './idleBuffer.ts';
import { supplyRoom } from './supplyRoom.ts';

/** The cap is kept by this much, since a purchase under par adds to what the strategy is worth. */
const capMarginBps = 1n;

/**
 * Idle LST that goes into a loop, wei: what is over the buffer, within the strategy's cap, and so much that it can still be levered under the
 * lender's supply cap. Zero where that is less than the smallest move.
 */
export function deployable({ snapshot, policy }: Context, { details, capAssets, allocation }: Loop): bigint {
  const { idle, valuation } = snapshot.vault;
  const worth = maxOf(allocation, equityLst(details, valuation.parWad));
  const levered =
    (supplyRoom(details.collateralReserve, policy.allocate.marketMarginBps) * wad) / policy.leverage.maxWad;
  const assets = minOf(
    idle - idleBuffer(snapshot.vault, policy.allocate),
    (capAssets * (bps - capMarginBps)) / bps - worth,
    levered,
  );
  return assets * bps < valuation.navPar * policy.allocate.minMoveBps ? 0n : maxOf(assets, 0n);
}
