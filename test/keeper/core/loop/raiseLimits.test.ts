import { describe, expect, it } from 'vitest';
import { healthFactorWad } from '../../../../keeper/core/aave/healthFactorWad.ts';
import { isLoop } from '../../../../keeper/core/loop/isLoop.ts';
import { leverUpOutcome } from '../../../../keeper/core/loop/leverUpOutcome.ts';
import { raiseLimits } from '../../../../keeper/core/loop/raiseLimits.ts';
import { largestWhere } from '../../../../keeper/core/math/largestWhere.ts';
import { defaultPolicy } from '../../../../keeper/core/policy.ts';
import type { AaveLoopDetails } from '../../../../keeper/core/snapshot.ts';
import { consistent, healthySnapshot, poolAt, wad, withLoop } from '../support/healthySnapshot.ts';

const { vault } = consistent(healthySnapshot);
const par = vault.valuation.parWad;
const assets = 100n * wad;

/** The most that one limit alone lets through, and the loop after it. */
function most(name: RegExp, change: (details: AaveLoopDetails) => Partial<AaveLoopDetails>, lossBudgetLst = wad) {
  const loop = withLoop(healthySnapshot, change).strategies.find(isLoop);
  if (loop === undefined) throw new Error('No loop.');
  const limit = raiseLimits(loop, vault, defaultPolicy, assets, lossBudgetLst).find((one) => name.test(one.name));
  const ethWei = largestWhere(0n, 10_000n * wad, (x) => limit?.holds(x) === true);
  if (ethWei === undefined || ethWei === 10_000n * wad) throw new Error(`No limit found by ${name}.`);
  return { ethWei, details: loop.details, after: leverUpOutcome(loop.details, par, assets, ethWei) };
}
const none = () => ({});
/** Within a thousandth, or as many as are said. */
const near = (value: bigint, goal: bigint, thousandths = 1n) => {
  expect(value).toBeGreaterThanOrEqual((goal * (1_000n - thousandths)) / 1_000n);
  expect(value).toBeLessThanOrEqual((goal * (1_000n + thousandths)) / 1_000n);
};

describe('each limit of a lever-up, alone', () => {
  it('leverage at par: 100 LST at 5x owe 400 LST', () => {
    near(most(/maximum leverage/, none).ethWei, 400n * par);
  });

  it('stressed health: 1.06 under the shocks is 1.1618 without them', () => {
    const { details, after } = most(/stressed health/, none);
    const needed = (defaultPolicy.health.targetWad * 101n * 10_000n) / (100n * 97n * 95n);
    near(healthFactorWad(details, after.collateral, after.debt), needed);
  });

  it('the strategy’s floor, and 5 bps more', () => {
    const { details, after } = most(/health floor/, () => ({ healthFloorWad: (13n * wad) / 10n }));
    const floor = (13n * 10_005n * wad) / 100_000n;
    near(healthFactorWad(details, after.collateral, after.debt), floor);
    expect(healthFactorWad(details, after.collateral, after.debt)).toBeGreaterThanOrEqual(floor);
  });

  it('loan-to-value: at 60 % 100 LST carry a debt of 150 LST', () => {
    near(most(/loan-to-value/, () => ({ ltvBps: 6_000n })).ethWei, 150n * par);
  });

  it('supply cap: deposit and purchase together, 5 bps under it', () => {
    const room = 250n * wad;
    const { ethWei } = most(/supply cap/, ({ collateralReserve: reserve }) => {
      const supplyCap = ((reserve.totalSupplied + room) * 10_000n) / 9_995n;
      return { collateralReserve: { ...reserve, supplyCap } };
    });
    near(ethWei, 150n * par);
  });

  it('borrow cap and utilisation, whichever is nearer', () => {
    const borrow = (totalDebt: bigint, availableLiquidity: bigint, borrowCap: bigint) =>
      most(/borrow cap/, ({ debtReserve }) => ({
        debtReserve: { ...debtReserve, totalDebt, availableLiquidity, borrowCap },
      })).ethWei;
    expect(borrow(900n * wad, 100n * wad, 0n)).toBe(50n * wad);
    expect(borrow(900n * wad, 100n * wad, 920n * wad)).toBe((920n * wad * 9_995n) / 10_000n - 900n * wad);
    expect(borrow(900n * wad, 100n * wad, 5_000n * wad)).toBe(50n * wad);
  });

  it('slippage and loss budget, where the issuer is paused and the pool is thin', () => {
    const thin: () => Partial<AaveLoopDetails> = () => ({
      issuer: { paused: true, stakeLimit: 0n },
      swapPool: { ...poolAt(par), liquidity: 20_000n * wad, feePips: 100n },
    });
    const bought = ({ ethWei, details, after }: ReturnType<typeof most>) => ({
      ethWei,
      lst: after.collateral - assets - details.collateral,
    });
    const slippage = bought(most(/slippage bound$/, thin, 10n ** 30n));
    near(slippage.lst, (slippage.ethWei * wad * 100n) / (par * 101n));
    const loss = bought(most(/budget of losses/, thin, wad / 10n));
    near((loss.ethWei * wad) / par - loss.lst, wad / 10n);
  });

  it('exit: the pool could take back the whole debt within the slippage bound', () => {
    const thin: () => Partial<AaveLoopDetails> = () => ({
      swapPool: { ...poolAt(par), liquidity: 20_000n * wad, feePips: 100n },
    });
    // Impact of x on a pool of liquidity L at price p is x ÷ (L√p) to both sides of the middle: 1 % less the fee of 1 bp.
    near(most(/take back/, thin).ethWei, (wad * 20_000n * 9_900n * 11_045n) / (1_000_000n * 10_000n));
  });

  it('a shared cap counts what a purchase under par adds, and lets nothing rise where it is passed', () => {
    const cheap = withLoop(healthySnapshot, ({ swapPool }) => ({
      swapPool: { ...swapPool, ...poolAt((par * 98n) / 100n) },
    }));
    const loop = cheap.strategies.find(isLoop);
    if (loop === undefined) throw new Error('No loop.');
    const shared = (capAssets: bigint) => {
      const capped = { ...vault, riskCaps: vault.riskCaps.map((cap) => ({ ...cap, capAssets, exposed: wad })) };
      return raiseLimits(loop, capped, defaultPolicy, assets, wad).find(({ name }) => /risk that it shares/.test(name));
    };
    const room = assets + 2n * wad;
    const ethWei = largestWhere(0n, 1_000n * wad, (x) => shared(room)?.holds(x) === true) ?? 0n;
    near(ethWei / 50n, (par * 98n) / 100n, 10n);
    expect(shared(wad / 2n)?.holds(0n)).toBe(false);
  });

  it('the strategy’s cap counts what a purchase under par adds', () => {
    const cheap = withLoop(healthySnapshot, ({ swapPool }) => ({
      swapPool: { ...swapPool, ...poolAt((par * 98n) / 100n) },
    }));
    const loop = cheap.strategies.find(isLoop);
    if (loop === undefined) throw new Error('No loop.');
    const capped = { ...loop, capAssets: assets + wad };
    const limit = raiseLimits(capped, vault, defaultPolicy, assets, wad).find(({ name }) =>
      /strategy’s cap/.test(name),
    );
    const ethWei = largestWhere(0n, 1_000n * wad, (x) => limit?.holds(x) === true) ?? 0n;
    // One LST is earned by buying about fifty at 2 % under par.
    near(ethWei / 50n, (par * 98n) / 100n, 10n);
  });
});
