import type { Context, Loop } from '../context.ts';
import { deployable } from '../loop/deployable.ts';
import { supplyRoom } from '../loop/supplyRoom.ts';
import { minOf } from '../math/minOf.ts';
import { wad } from '../math/units.ts';
import { planRaise, type RaisePlan } from './planRaise.ts';

/** Each round of the search uses up what the one before has left of the room, so that it is soon too small to matter. */
const rounds = 4;

/**
 * The best use of the idle LST in a loop. Where the lender's supply cap does not take all of it levered, so much goes in that deposit and
 * purchases fill the room together: unlevered LST would only take the place of levered LST.
 *
 * @returns undefined where the limits do not even allow the deposit
 */
export function planDeployment(context: Context, loop: Loop, lossBudgetLst: bigint): RaisePlan | undefined {
  const wanted = deployable(context, loop);
  const room = supplyRoom(loop.details.collateralReserve);
  let assets = minOf(wanted, (room * wad) / context.policy.leverage.maxWad);
  let raise = planRaise(context, loop, assets, lossBudgetLst);
  for (let round = 0; round < rounds && raise !== undefined && assets > 0n && assets < wanted; round += 1) {
    const used = raise.after.collateral - loop.details.collateral;
    assets = minOf(wanted, (assets * room) / used);
    raise = planRaise(context, loop, assets, lossBudgetLst) ?? raise;
  }
  return raise;
}
