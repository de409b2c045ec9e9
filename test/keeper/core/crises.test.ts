import { describe, expect, it } from 'vitest';
import { stressedHealthWad } from '../../../keeper/core/aave/stressedHealthWad.ts';
import { supplyRateRay } from '../../../keeper/core/aave/supplyRateRay.ts';
import { decide } from '../../../keeper/core/decide.ts';
import type { Decision, Operation } from '../../../keeper/core/decision.ts';
import { leverageWad } from '../../../keeper/core/loop/leverageWad.ts';
import { owesHalf } from '../../../keeper/core/loop/owesHalf.ts';
import { repayAll } from '../../../keeper/core/loop/repayAll.ts';
import { emptyMemory } from '../../../keeper/core/memory.ts';
import { defaultPolicy, type Policy } from '../../../keeper/core/policy.ts';
import type { AaveReserve, Snapshot } from '../../../keeper/core/snapshot.ts';
import { applyDecision, raisesRisk } from './support/applyDecision.ts';
import {
  consistent,
  healthySnapshot,
  loopAddress,
  loopOf,
  poolAt,
  ray,
  wad,
  withLoop,
} from './support/healthySnapshot.ts';
import { levered } from './support/levered.ts';

const { snapshot, memory } = levered();
const par = snapshot.vault.valuation.parWad;
const hour = 3_600n;

const operationOf = ({ actions }: Decision): Operation | undefined => actions[0]?.operation;
const said = ({ reasons }: Decision, rule: string): string =>
  reasons
    .filter((reason) => reason.rule === rule)
    .map(({ text }) => text)
    .join(' ');
const stressedOf = (s: Snapshot) => stressedHealthWad(loopOf(s).healthFactorWad, defaultPolicy.health);
const leverageOf = (s: Snapshot) => leverageWad(loopOf(s), s.vault.valuation.parWad);
const otherStrategy = '0x4000000000000000000000000000000000000004' as const;
const applyDecisionOf = (s: Snapshot) => applyDecision(s, decide(s, defaultPolicy, emptyMemory));
const later = (s: Snapshot, seconds: bigint): Snapshot => ({ ...s, timestamp: s.timestamp + seconds });

/** Pool, oracle or both at a discount. */
const discounted = (s: Snapshot, bps: bigint): Snapshot => {
  const marketWad = (s.vault.valuation.parWad * (10_000n - bps)) / 10_000n;
  const market = { ...s, vault: { ...s.vault, valuation: { ...s.vault.valuation, marketWad } } };
  return withLoop(market, ({ swapPool }) => ({ swapPool: { ...swapPool, ...poolAt(marketWad) } }));
};
const atItsCap = (cap: Snapshot['vault']['riskCaps'][number]) => ({ ...cap, capAssets: cap.exposed });
/** A loop near its liquidation at a lender that lends little, whose pool is empty. */
const owingLittle = (s: Snapshot): Snapshot =>
  withLoop({ ...s, vault: { ...s.vault, idle: 90n * wad } }, (details) => {
    const debt = (details.collateral * 4n) / 10n;
    const worth = (details.collateral * details.collateralPriceBase) / details.debtPriceBase;
    const liquidationThresholdBps = (debt * 11_000n) / worth;
    return { debt, liquidationThresholdBps, swapPool: { ...details.swapPool, liquidity: 0n } };
  });
/** Others borrow WETH until utilisation is `usageBps`. */
const spiked = (s: Snapshot, usageBps: bigint): Snapshot =>
  withLoop(s, ({ debtReserve }) => {
    const whole = debtReserve.totalDebt + debtReserve.availableLiquidity;
    const totalDebt = (whole * usageBps) / 10_000n;
    return { debtReserve: { ...debtReserve, totalDebt, availableLiquidity: whole - totalDebt } };
  });
/** The issuer loses a share; the lender's oracle and an arbitraged pool follow. */
const slashed = (s: Snapshot, bps: bigint): Snapshot => {
  const parWad = (s.vault.valuation.parWad * (10_000n - bps)) / 10_000n;
  const market = { ...s, vault: { ...s.vault, valuation: { ...s.vault.valuation, parWad, marketWad: parWad } } };
  return withLoop(market, (details) => ({
    collateralPriceBase: (details.collateralPriceBase * (10_000n - bps)) / 10_000n,
    swapPool: { ...details.swapPool, ...poolAt((parWad * 9_998n) / 10_000n) },
  }));
};
const withReserves = (s: Snapshot, lst: Partial<AaveReserve>, weth: Partial<AaveReserve> = {}): Snapshot =>
  withLoop(s, ({ collateralReserve, debtReserve }) => ({
    collateralReserve: { ...collateralReserve, ...lst },
    debtReserve: { ...debtReserve, ...weth },
  }));

describe('first light: 100 LST idle in a healthy market', () => {
  const start = consistent(healthySnapshot);
  const decision = decide(start, defaultPolicy, emptyMemory);

  it('goes in and up in one batch, to between 4x and 6x, and stays over target under stress', () => {
    expect(decision.actions).toHaveLength(1);
    expect(decision.actions[0]).toMatchObject({ kind: 'deploy', strategy: loopAddress, assets: 99n * wad });
    expect(operationOf(decision)?.name).toBe('leverUp');
    const after = applyDecision(start, decision);
    expect(leverageOf(after)).toBeGreaterThan(4n * wad);
    expect(leverageOf(after)).toBeLessThanOrEqual(6n * wad);
    expect(stressedOf(after)).toBeGreaterThanOrEqual(defaultPolicy.health.targetWad);
    expect(said(decision, 'allocate')).toMatch(/^Put 99\.0000 LST to work at 5\.00x: borrow 483\.\d+ ETH at 2\.3\d %/);
  });

  it('then holds, at once, after the pause and a day later, and says why', () => {
    const after = applyDecision(start, decision);
    const next = decide(after, defaultPolicy, decision.memory);
    expect(next.actions).toEqual([]);
    expect(said(next, 'allocate')).toMatch(/last batch was seen \d+ (?:s|min) ago/);
    for (const seconds of [hour, 24n * hour]) {
      const then = decide(later(after, seconds), defaultPolicy, next.memory);
      expect(then.actions).toEqual([]);
      expect(said(then, 'health')).toBe('Stressed health factor 1.083 is over the trigger 1.040 at 5.00x.');
      expect(said(then, 'carry')).toMatch(
        /^Carry is 0\.4\d % a year: staking 2\.80 % \(assumed\).*would not earn more\.$/,
      );
      expect(said(then, 'allocate')).toMatch(/^Nothing to put to work: .* it is kept there by the maximum leverage/);
    }
  });

  it('leaves the buffer idle, bounds the purchase by oracle and policy, and needs no more than the issuer gives', () => {
    const operation = operationOf(decision);
    if (operation?.name !== 'leverUp') throw new Error('Expected a lever-up.');
    const atPar = (operation.ethWei * wad) / par;
    expect(operation.minLstWei).toBeGreaterThan((atPar * 9_900n) / 10_000n);
    expect(operation.minLstWei).toBeLessThan((atPar * 9_902n) / 10_000n);
    expect(applyDecision(start, decision).vault.idle).toBe(wad);
  });

  it('waits where the market is not worth it: borrowing at 2.7 % for 2.8 %', () => {
    const dear = withReserves(start, {}, { baseRateRay: (4n * ray) / 1_000n });
    const held = decide(dear, defaultPolicy, emptyMemory);
    expect(held.actions).toEqual([]);
    expect(said(held, 'carry')).toMatch(/more debt would not earn more/);
  });

  it('does not count on supply interest that its own supply will thin out', () => {
    const lent = withReserves(start, { totalDebt: 800n * wad, availableLiquidity: 200n * wad });
    const held = decide(lent, defaultPolicy, emptyMemory);
    const { gainWei, borrowRateRay, borrowedWei } = held.reasons.find(({ rule }) => rule === 'allocate')?.facts ?? {};
    if (typeof gainWei !== 'bigint' || typeof borrowRateRay !== 'bigint' || typeof borrowedWei !== 'bigint') {
      throw new Error('No gain reckoned.');
    }
    const { collateralReserve: lst } = loopOf(applyDecision(lent, held));
    const thinned = supplyRateRay(lst, lst.totalDebt, lst.availableLiquidity);
    const full = supplyRateRay(lst, 800n * wad, 200n * wad);
    const gainAt = (supplyRay: bigint) =>
      (borrowedWei * ((265n * ray) / 10_000n + supplyRay - borrowRateRay) * 90n) / (ray * 365n);
    expect(gainWei).toBeLessThan((gainAt(thinned) * 1_001n) / 1_000n);
    expect(gainWei).toBeGreaterThan((gainAt(thinned) * 999n) / 1_000n);
    expect(2n * gainAt(full)).toBeGreaterThan(3n * gainWei);
  });

  it('goes less far where its own borrowing moves the rate', () => {
    const small = withReserves(start, {}, { totalDebt: 1_648n * wad, availableLiquidity: 352n * wad });
    const after = applyDecision(small, decide(small, defaultPolicy, emptyMemory));
    expect(leverageOf(after)).toBeGreaterThan(wad);
    expect(leverageOf(after)).toBeLessThan(3n * wad);
  });

  it('waits where gas would eat the gain', () => {
    const dear = { ...start, baseFeePerGasWei: 49n * 10n ** 9n, vault: { ...start.vault, idle: wad } };
    const held = decide(consistent(dear), defaultPolicy, emptyMemory);
    expect(held.actions).toEqual([]);
    expect(said(held, 'cost')).toMatch(/the gain must be 2\.00x the cost/);
    const over = decide({ ...start, baseFeePerGasWei: 51n * 10n ** 9n }, defaultPolicy, emptyMemory);
    expect(over.actions).toEqual([]);
    expect(said(over, 'cost')).toMatch(/base fee of 51\.00 gwei is over 50\.00 gwei/);
  });
});

describe('a depeg of 3 % that the lender does not follow', () => {
  it('stops levering up and sells nothing', () => {
    const decision = decide(discounted(snapshot, 300n), defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'peg')).toMatch(/market is 300 bps under par, over the limit of 50 bps;.*nothing is sold/);
  });

  it('keeps new deposits idle', () => {
    const decision = decide(discounted(consistent(healthySnapshot), 300n), defaultPolicy, emptyMemory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'peg')).toMatch(/100\.0000 LST stay idle/);
  });

  it('begins exactly over the limit', () => {
    const start = consistent(healthySnapshot);
    const at = (bps: bigint) => {
      const marketWad = (par * (10_000n - bps)) / 10_000n;
      return { ...start, vault: { ...start.vault, valuation: { ...start.vault.valuation, marketWad } } };
    };
    expect(decide(at(50n), defaultPolicy, emptyMemory).actions).toHaveLength(1);
    expect(decide(at(51n), defaultPolicy, emptyMemory).actions).toEqual([]);
  });

  it('restores health once the lender follows: the oracle error of March 2026 on top of a depeg', () => {
    const followed = withLoop(discounted(snapshot, 300n), ({ collateralPriceBase }) => ({
      collateralPriceBase: (collateralPriceBase * 95n) / 100n,
    }));
    expect(operationOf(decide(followed, defaultPolicy, memory))?.name).toBe('leverDown');
  });
});

describe('no fresh market source', () => {
  const blind: Snapshot = { ...discounted(snapshot, 500n), marketFresh: false };

  it('raises nothing and sells nothing', () => {
    const decision = decide(blind, defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'peg')).toMatch(/nobody knows the discount/);
  });

  it('sells nothing for yield either', () => {
    const decision = decide(spiked(blind, 9_900n), defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'market')).toMatch(/a price source is silent/);
  });

  it('does not take a fallback par for a loss', () => {
    const valuation = { ...blind.vault.valuation, parWad: wad, marketWad: (wad * 95n) / 100n };
    const fallback = consistent({ ...blind, vault: { ...blind.vault, valuation } });
    expect(leverageOf(fallback)).toBeGreaterThan(6n * wad);
    expect(decide(fallback, defaultPolicy, memory).actions).toEqual([]);
  });

  it('still restores health, at a price counted from the lender’s where the fallback is far off', () => {
    const valuation = { ...blind.vault.valuation, parWad: wad, marketWad: (wad * 95n) / 100n };
    const weak = withLoop({ ...blind, vault: { ...blind.vault, valuation } }, ({ collateralPriceBase, swapPool }) => ({
      collateralPriceBase: (collateralPriceBase * 95n) / 100n,
      swapPool: { ...swapPool, ...poolAt(par) },
    }));
    const operation = operationOf(decide(weak, defaultPolicy, memory));
    if (operation?.name !== 'leverDown') throw new Error('Expected a lever-down.');
    // 95 % of par at the lender, 5 % depeg, 1 % slippage: 0.95 × 0.95 × 0.99.
    const worst = (par * 89_347n) / 100_000n;
    expect(operation.maxLstWei).toBeLessThanOrEqual((operation.ethWei * wad) / worst);
    expect(operation.maxLstWei).toBeGreaterThan((operation.ethWei * wad * 999n) / (worst * 1_000n));
  });
});

describe('a spike of the borrow rate', () => {
  it('levers down at once where a week of it costs more than twice the exit', () => {
    const spike = spiked(snapshot, 9_700n);
    const decision = decide(spike, defaultPolicy, memory);
    expect(operationOf(decision)?.name).toBe('leverDown');
    expect(said(decision, 'carry')).toMatch(
      /Carry is -\d+\.\d\d % a year.*Lever down to \d\.\d\dx: repaying .* over 7 days/,
    );
    expect(leverageOf(applyDecision(spike, decision))).toBeLessThan(2n * wad);
  });

  it('repays everything, interest of the next block included, where all of it costs', () => {
    const operation = operationOf(decide(spiked(snapshot, 9_950n), defaultPolicy, memory));
    expect(operation?.name).toBe('leverDown');
    expect(operation?.ethWei).toBe(repayAll);
  });

  it('waits with a mild one until carry has been low for two days, then takes the long view', () => {
    const mild = spiked(snapshot, 9_230n);
    const first = decide(mild, defaultPolicy, memory);
    expect(first.actions).toEqual([]);
    expect(said(first, 'cost')).toMatch(/Low for 0\.0 h of 48\.0 h\. .*Within 7 days no repayment/);
    const almost = decide(later(mild, 48n * hour - 1n), defaultPolicy, first.memory);
    expect(almost.actions).toEqual([]);
    const then = decide(later(mild, 48n * hour), defaultPolicy, almost.memory);
    expect(operationOf(then)?.name).toBe('leverDown');
    expect(said(then, 'carry')).toMatch(/over 90 days/);
  });

  it('starts the clock anew after carry was good in between, but not after noise at the floor', () => {
    const mild = spiked(snapshot, 9_230n);
    const first = decide(mild, defaultPolicy, memory).memory;
    const good = decide(later(snapshot, 24n * hour), defaultPolicy, first).memory;
    expect(good.lowCarrySince).toEqual([]);
    // Carry of 5 bps: over the floor of 0, under the 15 that new debt would need.
    const noise = withReserves(snapshot, {}, { baseRateRay: (42n * ray) / 10_000n });
    const held = decide(later(noise, 24n * hour), defaultPolicy, first).memory;
    expect(held.lowCarrySince).toEqual(first.lowCarrySince);
    expect(decide(later(noise, 24n * hour), defaultPolicy, emptyMemory).memory.lowCarrySince).toEqual([]);
  });

  it('counts carry under the policy’s floor as low though it is over zero', () => {
    const asking: Policy = { ...defaultPolicy, carry: { ...defaultPolicy.carry, floorBps: 300n, resumeBps: 400n } };
    const first = decide(snapshot, asking, memory);
    expect(first.memory.lowCarrySince).toEqual([{ strategy: loopAddress, since: snapshot.timestamp }]);
    expect(operationOf(decide(later(snapshot, 48n * hour), asking, first.memory))?.name).toBe('leverDown');
  });

  it('sells only what pays for the discount it sells at', () => {
    const decision = decide(discounted(spiked(snapshot, 9_400n), 300n), defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'cost')).toMatch(/no repayment|must be 2\.00x/);
  });

  it('waits for cheaper gas, which a rescue does not', () => {
    const dear = { baseFeePerGasWei: 200n * 10n ** 9n };
    const decision = decide({ ...spiked(snapshot, 9_700n), ...dear }, defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'cost')).toMatch(/waits for cheaper gas/);
    expect(decide({ ...slashed(snapshot, 500n), ...dear }, defaultPolicy, memory).actions).toHaveLength(1);
  });

  it('is not worth a transaction for a sliver', () => {
    const policy: Policy = { ...defaultPolicy, allocate: { ...defaultPolicy.allocate, minMoveBps: 4_500n } };
    // At 5x the loop owes four times the net asset value; a policy could not ask for a smallest move over that.
    const small = withLoop(spiked(snapshot, 9_700n), ({ collateral }) => ({ collateral, debt: 40n * par }));
    const decision = decide(small, policy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'cost')).toMatch(/the move is under 4500 bps/);
    expect(decide(small, defaultPolicy, memory).actions).toHaveLength(1);
  });

  it('does not go below the least leverage of the policy', () => {
    const policy: Policy = { ...defaultPolicy, leverage: { ...defaultPolicy.leverage, minWad: 2n * wad } };
    const spike = spiked(snapshot, 9_950n);
    const after = applyDecision(spike, decide(spike, policy, memory));
    expect(leverageOf(after)).toBeGreaterThanOrEqual(2n * wad);
    expect(leverageOf(after)).toBeLessThan((21n * wad) / 10n);
  });

  it('goes back up when the spike is over, but not before the pause', () => {
    const spike = spiked(snapshot, 9_950n);
    const down = decide(spike, defaultPolicy, memory);
    const out = applyDecision(spike, down);
    const calm = withReserves(out, {}, { ...loopOf(healthySnapshot).debtReserve });
    const next = decide(calm, defaultPolicy, down.memory);
    expect(next.actions).toEqual([]);
    const up = decide(later(calm, hour), defaultPolicy, next.memory);
    expect(up.actions[0]).toMatchObject({ kind: 'manage', assets: 0n });
    expect(operationOf(up)?.name).toBe('leverUp');
  });
});

describe('a slashing of 5 %', () => {
  const hit = slashed(snapshot, 500n);

  it('restores health to the target and leverage to the maximum, in one batch', () => {
    expect(stressedOf(hit)).toBeLessThan(defaultPolicy.health.triggerWad);
    const decision = decide(hit, defaultPolicy, memory);
    expect(decision.actions).toHaveLength(1);
    expect(decision.actions[0]).toMatchObject({ kind: 'manage', assets: 0n });
    expect(said(decision, 'health')).toMatch(
      /^Stressed health factor 1\.029 is under the trigger 1\.040: repay \d+\.\d+ ETH/,
    );
    const after = applyDecision(hit, decision);
    expect(stressedOf(after)).toBeGreaterThanOrEqual(defaultPolicy.health.targetWad);
    expect(leverageOf(after)).toBeLessThanOrEqual(defaultPolicy.leverage.maxWad);
    expect(leverageOf(after)).toBeGreaterThan((499n * wad) / 100n);
    expect(decide(after, defaultPolicy, decision.memory).actions).toEqual([]);
  });

  it('is not taken for a staking rate', () => {
    const measured = { ...memory, rateObservations: [{ timestamp: hit.timestamp - 10n * 86_400n, parWad: par }] };
    const decision = decide(hit, defaultPolicy, measured);
    expect(decision.memory.rateObservations).toEqual([
      { timestamp: hit.timestamp, parWad: hit.vault.valuation.parWad },
    ]);
  });

  it('does what the loss budget allows where that is too little, and goes on when it has refilled', () => {
    const sold = withLoop(
      { ...hit, vault: { ...hit.vault, riskDownAvailableWad: (2n * wad) / 10_000n } },
      ({ swapPool }) => ({
        swapPool: { ...swapPool, ...poolAt((hit.vault.valuation.parWad * 9_980n) / 10_000n) },
      }),
    );
    const tight = consistent({ ...sold, vault: { ...sold.vault, idle: 0n } });
    const first = decide(tight, defaultPolicy, memory);
    expect(said(first, 'health')).toMatch(
      /the most that one batch can do within a slippage of 100 bps and the 2\.00 bps that are left of the loss budget/,
    );
    expect(first.reasons[0]?.facts.complete).toBe(false);
    const after = applyDecision(tight, first);
    const kept = tight.vault.valuation.navPar * 9_998n;
    expect(after.vault.valuation.navPar * 10_000n).toBeGreaterThanOrEqual(kept);
    // It uses what it may: nine tenths of the bound.
    expect(after.vault.valuation.navPar * 100_000n).toBeLessThan(tight.vault.valuation.navPar * 99_983n);
    expect(loopOf(after).healthFactorWad).toBeGreaterThan(loopOf(tight).healthFactorWad);
    // A tenth of two basis points is left: not worth a transaction in each block.
    const waiting = decide(after, defaultPolicy, first.memory);
    expect(waiting.actions).toEqual([]);
    expect(said(waiting, 'health')).toMatch(/LST is all that can be moved within .* it waits until more of the budget/);
    const { riskDownAvailableWad } = tight.vault;
    const refilled = { ...after, vault: { ...after.vault, riskDownAvailableWad } };
    expect(decide(refilled, defaultPolicy, first.memory).actions).toHaveLength(1);
  });

  it('draws on what is left for lowering risk alone, whatever raising has used up', () => {
    const overdrawn = { ...hit, vault: { ...hit.vault, riskUpAvailableWad: -wad / 5n, pauseFlags: 3n } };
    expect(decide(overdrawn, defaultPolicy, memory).actions).toEqual(decide(hit, defaultPolicy, memory).actions);
  });

  it('adds idle LST to a sale that does not suffice, beyond what the sale takes out as far as caps allow', () => {
    const tight = { ...hit, vault: { ...hit.vault, idle: 90n * wad, riskDownAvailableWad: wad / 10_000n } };
    const thin = withLoop(tight, ({ swapPool }) => ({
      swapPool: { ...swapPool, ...poolAt((hit.vault.valuation.parWad * 9_960n) / 10_000n) },
    }));
    const decision = decide(thin, defaultPolicy, memory);
    expect(decision.actions[0]).toMatchObject({ kind: 'deploy', operation: { name: 'leverDown' } });
    const after = applyDecision(thin, decision);
    expect(decision.actions[0]?.assets).toBeGreaterThan(0n);
    expect(raisesRisk(thin, after)).toBe(false);
    expect(said(decision, 'health')).not.toMatch(/the most that one batch can do/);

    // Where a cap is reached, no more goes in than the sale takes out: nothing grows, and no cap binds.
    const full = { ...thin, vault: { ...thin.vault, riskCaps: thin.vault.riskCaps.map(atItsCap) } };
    const swapped = decide(full, defaultPolicy, memory);
    expect(swapped.actions[0]?.assets).toBeGreaterThan(0n);
    expect(loopOf(applyDecision(full, swapped)).collateral).toBeLessThan(loopOf(full).collateral);
    const capped = { ...thin, strategies: thin.strategies.map((loop) => ({ ...loop, capAssets: loop.allocation })) };
    expect(decide(capped, defaultPolicy, memory).actions).toEqual(swapped.actions);
  });

  it('adds idle LST where a sale cannot be made', () => {
    const stuck = withLoop({ ...hit, vault: { ...hit.vault, idle: 30n * wad } }, ({ swapPool }) => ({
      swapPool: { ...swapPool, liquidity: 0n },
    }));
    const decision = decide(stuck, defaultPolicy, memory);
    expect(decision.actions).toHaveLength(1);
    expect(decision.actions[0]).toMatchObject({ kind: 'deploy', strategy: loopAddress });
    expect(operationOf(decision)).toBeUndefined();
    expect(stressedOf(applyDecision(stuck, decision))).toBeGreaterThanOrEqual(defaultPolicy.health.targetWad);

    // The vault does not count that as raising risk, as long as half of what is owned is owed.
    for (const change of [{ pauseFlags: 2n }, { riskUpAvailableWad: 0n }, { riskUpAvailableWad: -wad / 5n }]) {
      const closed = { ...stuck, vault: { ...stuck.vault, ...change } };
      expect(decide(closed, defaultPolicy, memory).actions).toEqual(decision.actions);
      expect(raisesRisk(closed, applyDecision(closed, decision))).toBe(false);
    }
    const silent = decide({ ...stuck, marketFresh: false }, defaultPolicy, memory);
    expect(silent.actions[0]).toMatchObject({ kind: 'deploy', strategy: loopAddress });

    // Caps bind it all the same.
    const full = { ...stuck, vault: { ...stuck.vault, riskCaps: stuck.vault.riskCaps.map(atItsCap) } };
    const held = decide(full, defaultPolicy, memory);
    expect(held.actions).toEqual([]);
    expect(said(held, 'health')).toMatch(/caps that it stands at/);
  });

  it('adds idle LST to a loop that owes less than half only where the vault takes what raises risk', () => {
    const stuck = owingLittle(hit);
    expect(decide(stuck, defaultPolicy, memory).actions[0]).toMatchObject({ kind: 'deploy', strategy: loopAddress });
    const refused: readonly (readonly [Snapshot, RegExp])[] = [
      [{ ...stuck, vault: { ...stuck.vault, pauseFlags: 2n } }, /counts as raising risk where less than half is owed/],
      [{ ...stuck, vault: { ...stuck.vault, riskUpAvailableWad: 0n } }, /counts as raising risk where less than half/],
      [{ ...stuck, marketFresh: false }, /while a price source is silent/],
    ];
    for (const [state, words] of refused) {
      const held = decide(state, defaultPolicy, memory);
      expect(held.actions).toEqual([]);
      expect(said(held, 'health')).toMatch(words);
    }
  });

  it('reckons whether half is owed wei for wei, as the vault does', () => {
    const at = { ...hit.strategies[0], lst: 10n * wad };
    expect(owesHalf({ ...at, eth: -5n * wad })).toBe(true);
    expect(owesHalf({ ...at, eth: -5n * wad + 1n })).toBe(false);
    expect(owesHalf({ ...at, eth: 5n * wad })).toBe(false);
    expect(owesHalf({ lst: 0n, eth: 0n })).toBe(false);
  });

  it('says so where nothing can be done', () => {
    const stuck = withLoop({ ...hit, vault: { ...hit.vault, idle: 0n } }, ({ swapPool }) => ({
      swapPool: { ...swapPool, liquidity: 0n },
    }));
    const decision = decide(stuck, defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'health')).toMatch(/nothing can be done: no sale that helps fits/);
  });

  it('of 30 %, which leaves health factor under one, says that no collateral can be had', () => {
    const ruin = slashed({ ...snapshot, vault: { ...snapshot.vault, idle: 0n } }, 3_000n);
    expect(loopOf(ruin).healthFactorWad).toBeLessThan(wad);
    const decision = decide(ruin, defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'health')).toMatch(/under the trigger/);
  });

  it('of 2 %, which only drifts leverage over the maximum, brings that back', () => {
    const drifted = slashed(snapshot, 200n);
    expect(stressedOf(drifted)).toBeGreaterThan(defaultPolicy.health.triggerWad);
    const decision = decide(drifted, defaultPolicy, memory);
    expect(said(decision, 'health')).toMatch(/^Leverage 5\.44x is over the maximum 5\.00x/);
    expect(leverageOf(applyDecision(drifted, decision))).toBeLessThanOrEqual(5n * wad);
  });

  it('starts a rescue under the trigger, not at it', () => {
    const at = (triggerWad: bigint): Policy => ({ ...defaultPolicy, health: { ...defaultPolicy.health, triggerWad } });
    expect(decide(snapshot, at(stressedOf(snapshot)), memory).actions).toEqual([]);
    const targetWad = stressedOf(snapshot) + wad / 100n;
    const policy = {
      ...defaultPolicy,
      health: { ...defaultPolicy.health, triggerWad: stressedOf(snapshot) + 1n, targetWad },
    };
    expect(operationOf(decide(snapshot, policy, memory))?.name).toBe('leverDown');
  });

  it('of 0.5 %, which stays within the tolerance, is left alone', () => {
    expect(decide(slashed(snapshot, 50n), defaultPolicy, memory).actions).toEqual([]);
  });
});

describe('the lender’s states', () => {
  const start = consistent(healthySnapshot);
  const held = (s: Snapshot): string => {
    const decision = decide(s, defaultPolicy, emptyMemory);
    expect(decision.actions).toEqual([]);
    return said(decision, 'market');
  };

  it.each<[string, (s: Snapshot) => Snapshot, RegExp]>([
    ['LST frozen', (s) => withReserves(s, { frozen: true }), /frozen the LST reserve.*withdrawing still work/],
    ['WETH frozen', (s) => withReserves(s, {}, { frozen: true }), /frozen the WETH reserve/],
    ['LST paused', (s) => withReserves(s, { paused: true }), /paused the LST reserve/],
    ['WETH paused', (s) => withReserves(s, {}, { paused: true }), /paused the WETH reserve/],
    ['LST inactive', (s) => withReserves(s, { active: false }), /LST reserve on Aave is not active/],
    ['WETH inactive', (s) => withReserves(s, {}, { active: false }), /WETH reserve on Aave is not active/],
    ['borrowing off', (s) => withReserves(s, {}, { borrowingEnabled: false }), /switched borrowing of WETH off/],
    ['e-mode changed', (s) => withLoop(s, () => ({ eModeIntact: false })), /e-mode category is no longer/],
    ['LTV 0', (s) => withLoop(s, () => ({ ltvBps: 0n })), /loan-to-value of zero/],
    ['no liquidity', (s) => withReserves(s, {}, { availableLiquidity: 0n }), /no WETH left to borrow/],
    ['no price', (s) => withLoop(s, () => ({ collateralPriceBase: 0n })), /oracle gives no price/],
  ])('%s: nothing is done, and the reason says why', (_, change, words) => {
    expect(held(change(start))).toMatch(words);
  });

  it('a frozen reserve explains itself even while the pause after a batch lasts', () => {
    const frozen = withReserves({ ...snapshot, timestamp: snapshot.timestamp - hour }, { frozen: true });
    const decision = decide(frozen, defaultPolicy, memory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'market')).toMatch(/frozen the LST reserve/);
  });

  it('a frozen reserve or a changed e-mode does not stop a rescue, a paused one does and says so', () => {
    const weak = slashed(snapshot, 500n);
    const frozen = withLoop(withReserves(weak, { frozen: true }, { frozen: true }), () => ({
      ltvBps: 0n,
      eModeIntact: false,
    }));
    expect(operationOf(decide(frozen, defaultPolicy, memory))?.name).toBe('leverDown');
    const paused = decide(withReserves(weak, { paused: true }), defaultPolicy, memory);
    expect(paused.actions).toEqual([]);
    expect(said(paused, 'health')).toMatch(
      /under the trigger 1\.040, but nothing can be done: Aave has paused the LST/,
    );
  });

  it('a lower liquidation threshold starts a rescue', () => {
    const changed = withLoop(snapshot, () => ({ liquidationThresholdBps: 9_000n }));
    expect(operationOf(decide(changed, defaultPolicy, memory))?.name).toBe('leverDown');
  });

  it('caps and free liquidity bound what is borrowed and supplied', () => {
    const room = (s: Snapshot) => {
      const decision = decide(s, defaultPolicy, emptyMemory);
      return { decision, after: applyDecision(s, decision), before: loopOf(s) };
    };
    const { totalDebt } = loopOf(start).debtReserve;
    const borrowCap = room(withReserves(start, {}, { borrowCap: totalDebt + 1_200n * wad }));
    expect(said(borrowCap.decision, 'allocate')).toMatch(/It ends at the lender’s free WETH and borrow cap/);
    expect(loopOf(borrowCap.after).debt).toBeGreaterThan(100n * wad);

    const { totalSupplied } = loopOf(start).collateralReserve;
    const supplyCap = room(withReserves(start, { supplyCap: totalSupplied + 800n * wad }));
    const supplied = loopOf(supplyCap.after).collateral;
    expect(supplied).toBeGreaterThan(190n * wad);
    expect(supplied).toBeLessThan(200n * wad);
    // Levered all the same: so much goes in that deposit and purchases fill the room together.
    expect(leverageOf(supplyCap.after)).toBeGreaterThan((49n * wad) / 10n);

    const empty = withReserves(start, {}, { totalDebt: 1_900n * wad, availableLiquidity: 100n * wad, slope1Ray: 1n });
    const liquidity = room(withReserves(empty, {}, { optimalUsageRay: (99n * ray) / 100n }));
    expect(loopOf(liquidity.after).debt).toBe(0n);
    const free = room(
      withReserves(
        empty,
        {},
        { totalDebt: 1_700n * wad, availableLiquidity: 300n * wad, optimalUsageRay: (99n * ray) / 100n },
      ),
    );
    expect(loopOf(free.after).debt).toBe(200n * wad);
  });

  it('an isolated strategy is left alone, and the reason says who must do what', () => {
    const strategies = start.strategies.map((one) => ({
      ...one,
      isolated: true,
      haircutBps: 1_000n,
      details: { kind: 'unknown' as const },
    }));
    expect(held({ ...start, strategies })).toMatch(/^The guardian has isolated this strategy: .* readmits it\.$/);
  });

  it.each<[string, Partial<Snapshot['vault']>, RegExp]>([
    [
      'the guardian has paused it',
      { pauseFlags: 2n },
      /^No new leverage: the guardian has paused all that raises risk/,
    ],
    [
      'its budget is used up',
      { riskUpAvailableWad: 0n },
      /budget of losses for what raises risk is used up\. It refills/,
    ],
    [
      'a loss has overdrawn its budget',
      { riskUpAvailableWad: -(wad * 1_949n) / 10_000n },
      /is overdrawn by 1949\.00 bps of the share price\. .* or when the curator acknowledges the loss; 100\.0000 LST stay idle/,
    ],
  ])('no risk is raised while %s', (_, change, words) => {
    const decision = decide({ ...start, vault: { ...start.vault, ...change } }, defaultPolicy, emptyMemory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'vault')).toMatch(words);
  });

  it('a pause of deposits alone stops no batch', () => {
    const closed = { ...start, vault: { ...start.vault, pauseFlags: 1n } };
    expect(decide(closed, defaultPolicy, emptyMemory).actions).toHaveLength(1);
  });

  it('the caps on what it shares bound what goes in, with what others hold under them', () => {
    const [loop] = start.strategies;
    if (loop === undefined) throw new Error('No loop.');
    const held = { address: otherStrategy, kind: 'other', lst: 30n * wad, allocation: 30n * wad };
    const beside = { ...loop, ...held, details: { kind: 'unknown' as const } };
    const [cap] = start.vault.riskCaps;
    if (cap === undefined) throw new Error('No cap.');
    const world = (mask: bigint) =>
      consistent({
        ...start,
        vault: { ...start.vault, riskCaps: [{ ...cap, capAssets: 70n * wad }, cap] },
        strategies: [loop, { ...beside, riskMask: mask }],
      });
    const [shared, apart] = [world(1n), world(2n)];
    const put = (s: Snapshot) => applyDecisionOf(s).strategies[0]?.allocation ?? 0n;
    expect(put(shared)).toBeLessThanOrEqual(40n * wad);
    expect(put(shared)).toBeGreaterThan(39n * wad);
    expect(put(apart)).toBeLessThanOrEqual(70n * wad);
    expect(put(apart)).toBeGreaterThan(69n * wad);
  });

  it('the strategy’s cap bounds what goes in', () => {
    const capped = {
      ...start,
      strategies: start.strategies.map((strategy) => ({ ...strategy, capAssets: 40n * wad })),
    };
    const after = applyDecision(capped, decide(capped, defaultPolicy, emptyMemory));
    expect(after.strategies[0]?.allocation).toBeLessThanOrEqual(40n * wad);
    expect(after.strategies[0]?.allocation).toBeGreaterThan(39n * wad);
  });

  it('levers up for nothing but a price within the slippage bound', () => {
    const dear = withLoop(start, ({ issuer, swapPool }) => ({
      issuer: { ...issuer, paused: true },
      swapPool: { ...swapPool, ...poolAt((par * 102n) / 100n) },
    }));
    expect(decide(dear, defaultPolicy, emptyMemory).actions).toEqual([]);
  });
});

describe('more than one strategy', () => {
  const start = consistent(healthySnapshot);
  const [loop] = start.strategies;
  if (loop === undefined) throw new Error('No loop.');
  const second = { ...loop, address: '0x3000000000000000000000000000000000000003' as const };

  it('leaves a strategy of a kind that it does not know alone, and says so', () => {
    const odd = { ...start, strategies: [{ ...loop, kind: 'curve-pool', details: { kind: 'unknown' as const } }] };
    const decision = decide(odd, defaultPolicy, emptyMemory);
    expect(decision.actions).toEqual([]);
    expect(said(decision, 'market')).toBe(
      'This keeper does not know strategies of kind "curve-pool" and leaves it alone.',
    );
  });

  it('raises one a batch, the one that gains more, and lets the other wait aloud', () => {
    if (second.details.kind !== 'aave-v3-loop') throw new Error('No loop.');
    const { debtReserve } = second.details;
    const cheaper = {
      ...second,
      details: { ...second.details, debtReserve: { ...debtReserve, slope1Ray: debtReserve.slope1Ray / 2n } },
    };
    const decision = decide(consistent({ ...start, strategies: [loop, cheaper] }), defaultPolicy, emptyMemory);
    expect(decision.actions.map(({ strategy }) => strategy)).toEqual([second.address]);
    const waiting = decision.reasons.find(({ strategy, rule }) => strategy === loop.address && rule === 'allocate');
    expect(waiting?.verdict).toBe('hold');
    expect(waiting?.text).toMatch(/^Waits for the next batch/);
  });

  it('sells from one and adds LST to another in a batch, which the vault does not count as raising risk', () => {
    const hit = slashed({ ...snapshot, vault: { ...snapshot.vault, idle: 60n * wad } }, 500n);
    const [weak] = hit.strategies;
    if (weak?.details.kind !== 'aave-v3-loop') throw new Error('No loop.');
    const dry = { ...weak.details, swapPool: { ...weak.details.swapPool, liquidity: 0n } };
    const stuck = { ...weak, address: second.address, details: dry };
    const both = consistent({ ...hit, strategies: [weak, stuck] });
    const decision = decide(both, defaultPolicy, memory);
    expect(decision.actions.map(({ kind, strategy }) => [kind, strategy])).toEqual([
      ['manage', weak.address],
      ['deploy', second.address],
    ]);
    expect(raisesRisk(both, applyDecision(both, decision))).toBe(false);
  });

  it('gives no idle LST out twice', () => {
    const hit = slashed({ ...snapshot, vault: { ...snapshot.vault, idle: 30n * wad } }, 500n);
    const stuck = withLoop(hit, ({ swapPool }) => ({ swapPool: { ...swapPool, liquidity: 0n } }));
    const [first] = stuck.strategies;
    if (first === undefined) throw new Error('No loop.');
    const both = consistent({ ...stuck, strategies: [first, { ...first, address: second.address }] });
    const decision = decide(both, defaultPolicy, memory);
    const [one, other] = decision.actions;
    expect(one?.assets).toBeGreaterThan(0n);
    expect(other?.assets).toBe(both.vault.idle - (one?.assets ?? 0n));

    const cap = (one?.assets ?? 0n) + 5n * wad;
    const shared = both.vault.riskCaps.map((risk) => ({
      ...risk,
      capAssets: ((risk.exposed + cap) * 10_000n) / 9_995n,
    }));
    const capped = decide(
      { ...both, vault: { ...both.vault, idle: 90n * wad, riskCaps: shared } },
      defaultPolicy,
      memory,
    );
    const added = capped.actions.reduce((sum, { assets }) => sum + assets, 0n);
    expect(added).toBeGreaterThan(one?.assets ?? 0n);
    expect(added).toBeLessThanOrEqual(cap);
  });

  it('adds LST to one that owes little only after the other was sold from, so that the batch stays one that lowers risk', () => {
    const hit = slashed({ ...snapshot, vault: { ...snapshot.vault, idle: 60n * wad } }, 500n);
    const [weak] = hit.strategies;
    const [little] = owingLittle(hit).strategies;
    if (weak === undefined || little === undefined) throw new Error('No loop.');
    const stuck = { ...little, address: second.address };
    const decision = decide(consistent({ ...hit, strategies: [weak, stuck] }), defaultPolicy, memory);
    expect(decision.actions.map(({ strategy }) => strategy)).toEqual([weak.address]);
    expect(said(decision, 'health')).toMatch(/Waits for the next batch, since this one only lowers risk: .* add \d/);
  });

  it('rescues both in one batch, within one loss bound', () => {
    const hit = slashed(snapshot, 500n);
    const [weak] = hit.strategies;
    if (weak === undefined) throw new Error('No loop.');
    const both = consistent({ ...hit, strategies: [weak, { ...weak, address: second.address }] });
    const loose = decide(both, defaultPolicy, memory);
    expect(loose.actions.map(({ strategy }) => strategy)).toEqual([loop.address, second.address]);
    const one = loose.reasons[0]?.facts.lossLst;
    if (typeof one !== 'bigint') throw new Error('No loss reckoned.');
    // A bound that fits one and a half of the two.
    const riskDownAvailableWad = (one * 3n * wad * 10n) / (2n * 9n * both.vault.valuation.navPar);
    const tight = decide({ ...both, vault: { ...both.vault, riskDownAvailableWad } }, defaultPolicy, memory);
    const losses = tight.reasons.map(({ facts }) => facts.lossLst).filter((loss) => typeof loss === 'bigint');
    const sum = losses.reduce((a, b) => a + b, 0n);
    expect(sum).toBeLessThanOrEqual((both.vault.valuation.navPar * riskDownAvailableWad) / wad);
    expect(tight.reasons[1]?.facts.complete).toBe(false);
  });
});
