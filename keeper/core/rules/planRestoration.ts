import { healthFactorWad } from '../aave/healthFactorWad.ts';
import { stressedHealthWad } from '../aave/stressedHealthWad.ts';
import type { Context, Loop } from '../context.ts';
import { largestRepayment, smallestTradeWei } from '../loop/largestRepayment.ts';
import { leverageWad } from '../loop/leverageWad.ts';
import { leverDownOutcome } from '../loop/leverDownOutcome.ts';
import type { Position } from '../loop/position.ts';
import { saleLossLst } from '../loop/saleLossLst.ts';
import { saleRateWad } from '../loop/saleRateWad.ts';
import { supplyRoom } from '../loop/supplyRoom.ts';
import { maxOf } from '../math/maxOf.ts';
import { minOf } from '../math/minOf.ts';
import { smallestWhere } from '../math/smallestWhere.ts';

/** How far one batch can bring a weak loop back. */
export type Restoration = {
  /** WETH repaid with collateral. */
  readonly repaidWei: bigint;
  /** Idle LST added. */
  readonly addedLst: bigint;
  readonly after: Position;
  readonly healthAfterWad: bigint;
  readonly stressedAfterWad: bigint;
  readonly leverageAfterWad: bigint;
  /** Whether target and maximum leverage are reached. */
  readonly complete: boolean;
  /** At par. */
  readonly lossLst: bigint;
};

/**
 * The smallest sale that restores the loop; where none does, the largest that one batch allows, and on top of it as much idle LST as is needed
 * and fits under the caps.
 */
export function planRestoration(
  context: Context,
  { details, capAssets, allocation }: Loop,
  slippageBps: bigint,
  lossBudgetLst: bigint,
): Restoration {
  const { snapshot, policy } = context;
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

  const left = sold(repaidWei);
  const plus = (assets: bigint): Position => ({ collateral: left.collateral + assets, debt: left.debt });
  const room = minOf(
    snapshot.vault.idle,
    maxOf(capAssets - allocation, 0n),
    details.collateralReserve.frozen ? 0n : supplyRoom(details.collateralReserve),
  );
  const addedLst = enough === undefined ? (smallestWhere(0n, room, (assets) => restored(plus(assets))) ?? room) : 0n;
  const after = plus(addedLst);
  return {
    repaidWei,
    addedLst,
    after,
    healthAfterWad: healthOf(after),
    stressedAfterWad: stressedOf(after),
    leverageAfterWad: leverageWad(after, parWad),
    complete: restored(after),
    lossLst: maxOf(saleLossLst(start.collateral - left.collateral, repaidWei, parWad), 0n),
  };
}
