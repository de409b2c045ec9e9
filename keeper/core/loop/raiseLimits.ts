import { healthFactorWad } from '../aave/healthFactorWad.ts';
import { stressedHealthWad } from '../aave/stressedHealthWad.ts';
import type { Loop } from '../context.ts';
import { minOf } from '../math/minOf.ts';
import { bps, wad } from '../math/units.ts';
import type { Policy } from '../policy.ts';
import type { VaultSnapshot } from '../snapshot.ts';
import { ethUntilPar } from '../swap/ethUntilPar.ts';
import { lstInForEthOut } from '../swap/lstInForEthOut.ts';
import { borrowRoom } from './borrowRoom.ts';
import { equityLst } from './equityLst.ts';
import { leverageWad } from './leverageWad.ts';
import { leverUpOutcome } from './leverUpOutcome.ts';
import { maxLstForEth } from './maxLstForEth.ts';
import { minLstForEth } from './minLstForEth.ts';
import { riskRoomLst } from './riskRoomLst.ts';
import { saleLossLst } from './saleLossLst.ts';
import { supplyRoom } from './supplyRoom.ts';

/** One thing that ends a lever-up. In all but absurd markets each holds up to some amount and not beyond it. */
export type RaiseLimit = { readonly name: string; readonly holds: (ethWei: bigint) => boolean };

/** The strategy's floor is kept by this much more, for the interest that accrues between decision and block. */
const floorMarginBps = 5n;

/** Everything that ends a lever-up by `ethWei` after `assets` LST have been put in. */
export function raiseLimits(
  loop: Loop,
  vault: VaultSnapshot,
  policy: Policy,
  assets: bigint,
  lossBudgetLst: bigint,
): readonly RaiseLimit[] {
  const { details, capAssets } = loop;
  const { parWad, marketWad } = vault.valuation;
  const after = (ethWei: bigint) => leverUpOutcome(details, parWad, assets, ethWei);
  const bought = (ethWei: bigint) => after(ethWei).collateral - assets - details.collateral;
  const health = (ethWei: bigint) => healthFactorWad(details, after(ethWei).collateral, after(ethWei).debt);
  const slippageBps = minOf(policy.cost.maxSlippageBps, details.maxSlippageBps);
  const equityNow = equityLst(details, parWad);
  const riskRoom = riskRoomLst(vault, loop, 0n);
  const cheapEth = ethUntilPar(details.swapPool, parWad);
  // A purchase adds to what the strategy is worth as long as the pool sells under par, and never after.
  const worth = (ethWei: bigint) => equityLst(after(minOf(ethWei, cheapEth)), parWad);
  return [
    {
      name: 'the maximum leverage of the policy',
      holds: (x) => leverageWad(after(x), parWad) <= policy.leverage.maxWad,
    },
    {
      name: 'the stressed health factor of the policy',
      holds: (x) => stressedHealthWad(health(x), policy.health) >= policy.health.targetWad,
    },
    {
      name: 'the strategy’s health floor',
      holds: (x) => health(x) * bps >= details.healthFloorWad * (bps + floorMarginBps),
    },
    {
      name: 'the lender’s loan-to-value',
      holds: (x) =>
        after(x).debt * details.debtPriceBase * bps <=
        after(x).collateral * details.collateralPriceBase * details.ltvBps,
    },
    {
      name: 'the lender’s free WETH and borrow cap',
      holds: (x) => x <= borrowRoom(details.debtReserve, policy.allocate.maxUsageBps),
    },
    {
      name: 'the lender’s supply cap',
      holds: (x) => assets + bought(x) <= supplyRoom(details.collateralReserve),
    },
    {
      name: 'the strategy’s cap',
      // The vault lets nothing rise that stands over its cap, be it leverage alone.
      holds: (x) => worth(x) <= capAssets,
    },
    {
      name: 'a cap on a risk that it shares',
      holds: (x) => worth(x) - equityNow <= riskRoom,
    },
    {
      name: 'the slippage bound',
      // Rounding outweighs the price where the amount is next to nothing.
      holds: (x) => x < wad / 1_000_000n || bought(x) >= minLstForEth(x, marketWad, slippageBps),
    },
    {
      name: 'the budget of losses for what raises risk',
      holds: (x) => -saleLossLst(bought(x), x, parWad) <= lossBudgetLst,
    },
    {
      name: 'what the pool could take back at once within the slippage bound',
      holds: (x) => {
        const exit = lstInForEthOut(details.swapPool, after(x).debt);
        return exit !== undefined && exit <= maxLstForEth(after(x).debt, marketWad, slippageBps) + 1n;
      },
    },
  ];
}
