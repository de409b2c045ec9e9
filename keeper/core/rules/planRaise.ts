import { supplyRateRay } from '../aave/supplyRateRay.ts';
import { debtAtKink } from '../carry/debtAtKink.ts';
import { debtIncome } from '../carry/debtIncome.ts';
import { gasCostEth } from '../carry/gasCostEth.ts';
import { roundTripCostEth } from '../carry/roundTripCostEth.ts';
import type { Context, Loop } from '../context.ts';
import { leverUpOutcome } from '../loop/leverUpOutcome.ts';
import type { Position } from '../loop/position.ts';
import { raiseLimits } from '../loop/raiseLimits.ts';
import { argmaxPiecewise } from '../math/argmaxPiecewise.ts';
import { largestWhere } from '../math/largestWhere.ts';
import { bps, ray, secondsPerDay, secondsPerYear, wad } from '../math/units.ts';

/** The best lever-up of one loop, before anybody has asked whether it is worth its cost. */
export type RaisePlan = {
  /** Idle LST put in. */
  readonly assets: bigint;
  readonly ethWei: bigint;
  readonly after: Position;
  /** Over the horizon and beyond the hurdle, ETH wei. */
  readonly gainWei: bigint;
  readonly costWei: bigint;
  /** What ended it, in words; undefined where more would only earn less. */
  readonly endedBy?: string;
};

/**
 * The debt that earns most when `assets` LST are put in: maximises horizon × income(debt), at the resume rate as hurdle, less factor × cost of
 * the way in and the policy's share of the way out, within every limit.
 *
 * @returns undefined where the limits do not even allow the deposit
 */
export function planRaise(
  { snapshot, policy, staking }: Context,
  loop: Loop,
  assets: bigint,
  lossBudgetLst: bigint,
): RaisePlan | undefined {
  const { details } = loop;
  const { valuation } = snapshot.vault;
  const { parWad } = valuation;
  const limits = raiseLimits(loop, snapshot.vault, policy, assets, lossBudgetLst);
  const within = (x: bigint) => limits.every(({ holds }) => holds(x));
  const most = largestWhere(0n, details.debtReserve.availableLiquidity, within);
  if (most === undefined) return undefined;

  const supplied = assets + (most * wad) / parWad;
  const { collateralReserve: lst } = details;
  // The rate at the most that could be supplied is the least that could be earned.
  const supplyRay = supplyRateRay(lst, lst.totalDebt, lst.availableLiquidity + supplied);
  const earningRay = staking.rateRay + supplyRay - (policy.carry.resumeBps * ray) / bps;
  const horizon = policy.carry.horizonDays * secondsPerDay;
  const scale = ray * secondsPerYear;
  const income = (x: bigint) => debtIncome(details, details.debt + x, earningRay) * horizon;
  const cost = (x: bigint) => roundTripCostEth(details, parWad, x, policy.cost);
  const ethWei = argmaxPiecewise(
    0n,
    most,
    [debtAtKink(details) - details.debt],
    (x) => income(x) - (policy.cost.gainFactorWad * cost(x) * scale) / wad,
  );
  // In a market so absurd that a limit fails below the point where it holds, nothing is done.
  if (!within(ethWei)) return undefined;

  const beyond = most + most / 1_000n + wad / 1_000n;
  const endedBy = ethWei === most ? limits.find(({ holds }) => !holds(beyond))?.name : undefined;
  return {
    assets,
    ethWei,
    after: leverUpOutcome(details, parWad, assets, ethWei),
    gainWei: (income(ethWei) - income(0n)) / scale,
    costWei: cost(ethWei) + gasCostEth(snapshot, policy.cost),
    ...(endedBy === undefined ? {} : { endedBy }),
  };
}
