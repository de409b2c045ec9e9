import type { Context, Loop } from '../context.ts';
import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { bps } from '../math/units.ts';
import { capMarginBps } from './capMarginBps.ts';
import { equityLst } from './equityLst.ts';
import { idleBuffer } from './idleBuffer.ts';
import { riskRoomLst } from './riskRoomLst.ts';

/**
 * Idle LST that may go into a loop, wei: what is over the buffer, within the strategy's cap and those of its risks,
 * less a margin (a purchase under par adds to what the strategy is worth). Zero where that is less than the smallest move.
 */
export function deployable({ snapshot, policy }: Context, loop: Loop): bigint {
  const { details, capAssets, allocation } = loop;
  const { idle, valuation } = snapshot.vault;
  const worth = maxOf(allocation, equityLst(details, valuation.parWad));
  const underCaps = minOf((capAssets * (bps - capMarginBps)) / bps - worth, riskRoomLst(snapshot.vault, loop));
  const assets = minOf(idle - idleBuffer(snapshot.vault, policy.allocate), underCaps);
  return assets * bps < valuation.navPar * policy.allocate.minMoveBps ? 0n : maxOf(assets, 0n);
}
