import { healthFactorWad } from '../aave/healthFactorWad.ts';
import { stressedHealthWad } from '../aave/stressedHealthWad.ts';
import type { Context, Loop } from '../context.ts';
import { largestRepayment, smallestTradeWei } from '../loop/largestRepayment.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { leverDownOutcome } from '../loop/leverDownOutcome.ts';
import { owesHalf } from '../loop/owesHalf.ts';
import type { Position } from '../loop/position.ts';
import { riskRoomLst } from '../loop/riskRoomLst.ts';
import { saleLossLst } from '../loop/saleLossLst.ts';
import { saleRateWad } from '../loop/saleRateWad.ts';
import { supplyRoom } from '../loop/supplyRoom.ts';
import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { smallestWhere } from '../math/smallestWhere.ts';
import { bps, wad } from '../math/units.ts';
import { vaultLimits } from './vaultLimits.ts';

/** How far one batch can bring a weak loop back. */
export type Restoration = {
  /** WETH repaid with collateral. */
  readonly repaidWei: bigint;
  /** Idle LST added. */
  readonly addedLst: bigint;
  /** Whether the vault counts it as raising risk, which it does where more LST goes in than comes out and little was owed for it. */
  readonly raises: boolean;
  readonly after: Position;
  readonly healthAfterWad: bigint;
  readonly stressedAfterWad: bigint;
  readonly leverageAfterWad: bigint;
  /** Whether target and maximum leverage are reached. */
  readonly complete: boolean;
  /** At par. */
  readonly lossLst: bigint;
};

/** What is added beside a sale and not held to caps stays so far under what is sold. */
const soldMarginBps = 100n;

/**
 * The smallest sale that restores the loop; where none does, the largest that one batch allows, and with it as much idle LST as is needed. Up to
 * what was sold nothing grows and no cap binds; beyond it caps do, and where little is owed, it would raise risk. Where no sale helps, idle LST
 * alone, if the vault takes it: under a heavy debt always.
 */
export function planRestoration(context: Context, loop: Loop, slippageBps: bigint, lossBudgetLst: bigint): Restoration {
  const { snapshot, policy } = context;
  const { details, capAssets, allocation } = loop;
  const { parWad } = snapshot.vault.valuation;
  const marketWad = saleRateWad(context, details);
  const healthOf = (p: Position) => healthFactorWad(details, p.collateral, p.debt);
  const stressedOf = (p: Position) => stressedHealthWad(healthOf(p), policy.health);
  const restored = (p: Position) =>
    stressedOf(p) >= policy.health.targetWad &&
    // Leverage is counted at par, which is a fallback where the oracle is not fresh.
    (!snapshot.marketFresh || leverageWad(p, parWad) <= policy.leverage.maxWad);

  const start: Position = { collateral: details.collateral, debt: details.debt };
  const sold = (ethWei: bigint): Position => (ethWei === 0n ? start : (leverDownOutcome(details, ethWei) ?? start));
  const most = largestRepayment(details, { parWad, marketWad, slippageBps, lossBudgetLst }) ?? 0n;
  const enough = smallestWhere(0n, most, (ethWei) => restored(sold(ethWei)));
  // At a price bad enough a sale makes the loop weaker; then it is not made.
  const helps = stressedOf(sold(most)) > stressedOf(start);
  const repaidWei = enough === undefined ? (helps ? most : 0n) : maxOf(enough, smallestTradeWei);

  const underCaps = maxOf(minOf(capAssets - allocation, riskRoomLst(snapshot.vault, loop)), 0n);
  const available = minOf(
    snapshot.vault.idle,
    details.collateralReserve.frozen ? 0n : supplyRoom(details.collateralReserve),
  );
  const plan = (repaid: bigint, most: bigint, raises: boolean): Restoration => {
    const left = sold(repaid);
    const plus = (assets: bigint): Position => ({ collateral: left.collateral + assets, debt: left.debt });
    const addedLst = smallestWhere(0n, most, (assets) => restored(plus(assets))) ?? most;
    const after = plus(addedLst);
    return {
      repaidWei: repaid,
      addedLst,
      raises,
      after,
      healthAfterWad: healthOf(after),
      stressedAfterWad: stressedOf(after),
      leverageAfterWad: leverageWad(after, parWad),
      complete: restored(after),
      lossLst: maxOf(saleLossLst(start.collateral - left.collateral, repaid, parWad), 0n),
    };
  };

  const soldLst = start.collateral - sold(repaidWei).collateral;
  const heavy = owesHalf(loop);
  // The pool may ask for less LST than was reckoned with.
  const exchanged = (soldLst * (bps - soldMarginBps)) / bps;
  // More than what is owed the vault takes for new collateral, not for a rescue.
  const underDebt = heavy ? minOf(underCaps, -loop.eth) : underCaps;
  const sale = plan(repaidWei, minOf(available, heavy ? maxOf(exchanged, underDebt) : exchanged), false);
  const works = repaidWei > 0n && sale.healthAfterWad >= wad;
  const additionTaken = heavy || (snapshot.marketFresh && vaultLimits(context) === undefined);
  const room = minOf(available, underDebt);
  return works || !additionTaken || room === 0n ? sale : plan(0n, room, !heavy);
}
