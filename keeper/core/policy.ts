export { type PolicyBound, policyBounds } from './policyBounds.ts';

/**
 * The operator's opinions, all of them. Every number is a bigint in the unit that its name ends in, so that a policy hashes the same
 * everywhere. {@link policyBounds} says for each what it guards against and within which limits a configuration may set it.
 */
export type Policy = {
  readonly health: {
    /** Stressed health factor under which leverage is taken off at once, whatever it costs within the vault's loss budget. */
    readonly triggerWad: bigint;
    /** Stressed health factor that a restoration aims at, and the least that a lever-up may leave. */
    readonly targetWad: bigint;
    /** Stress: the lender's oracle reports the collateral this much too low. */
    readonly oracleErrorBps: bigint;
    /** Stress: the lender's oracle follows a market discount of this size. */
    readonly depegBps: bigint;
    /** Stress: the debt grows by this much before anyone acts. */
    readonly debtGrowthBps: bigint;
  };
  readonly peg: {
    /** Discount of market to par over which no new ETH-short exposure is taken on. */
    readonly maxDiscountBps: bigint;
  };
  readonly leverage: {
    /** Carry never levers down below this; a deployment that cannot reach it is not made. */
    readonly minWad: bigint;
    /** Assets ÷ equity at par that a lever-up may reach. */
    readonly maxWad: bigint;
    /** How far leverage may drift over the maximum, by loss or interest, before it is brought back. */
    readonly toleranceBps: bigint;
  };
  readonly carry: {
    /** Yearly carry per unit of debt (staking plus supply rate, less borrow rate) under which a loop counts as not worth its risk. */
    readonly floorBps: bigint;
    /** Yearly carry per unit of debt that new debt must beat; over the floor, so that the two never take turns. */
    readonly resumeBps: bigint;
    /** How long carry must stay under the floor before the patient rule levers down. */
    readonly lowSeconds: bigint;
    /** Over how many days a lever-up or a patient lever-down must earn its cost back. */
    readonly horizonDays: bigint;
    /** Over how many days a lever-down during a rate spike must earn its cost back; short, since spikes pass. */
    readonly spikeHorizonDays: bigint;
    /** Yearly staking rate believed until it has been measured. */
    readonly assumedStakingRateBps: bigint;
    /** The most that a measured staking rate is believed. */
    readonly maxStakingRateBps: bigint;
    /** How far back the redemption rate is looked at. */
    readonly rateWindowSeconds: bigint;
    /** The shortest stretch of observations that counts as a measurement. */
    readonly rateMinSpanSeconds: bigint;
  };
  readonly cost: {
    /** Gain over the horizon must be at least this multiple of the cost. */
    readonly gainFactorWad: bigint;
    /**
     * Share of what a sale of the new debt through the pool would cost now (fee and own impact) that a lever-up must earn as well. Less than
     * all, since a patient exit goes through the issuer's queue at par.
     */
    readonly exitShareBps: bigint;
    /** Worst execution against the oracle's rate. The strategy's own bound holds as well; the tighter wins. */
    readonly maxSlippageBps: bigint;
    /** Base fee over which moves for yield wait. Restoring health never waits. */
    readonly maxBaseFeeWei: bigint;
    /** Priority fee reckoned with on top of the base fee. */
    readonly priorityFeeWei: bigint;
    /** Gas reckoned with for a batch of one action. */
    readonly gasUnits: bigint;
    /** Share of what is left of the vault's loss budget that a batch is planned to use; the rest is for what moves between decision and block. */
    readonly lossBudgetUseBps: bigint;
  };
  readonly allocate: {
    /** Share of the net asset value kept idle, so that small withdrawals touch no strategy. */
    readonly idleBufferBps: bigint;
    /** Smallest move, as a share of the net asset value. */
    readonly minMoveBps: bigint;
    /** Utilisation of the lender's WETH that own borrowing may bring about at most. */
    readonly maxUsageBps: bigint;
    /** Pause after a batch before leverage may be raised again. */
    readonly cooldownSeconds: bigint;
  };
  readonly batch: {
    /** How long after the decision's block a batch stays valid. */
    readonly deadlineSeconds: bigint;
  };
};

const wad = 10n ** 18n;
const gwei = 10n ** 9n;
const hour = 3_600n;
const day = 24n * hour;

/** Numbers that a careful person would accept with his own money in an LST loop in Aave's ETH e-mode. docs/DECISION.md gives the reasoning. */
export const defaultPolicy: Policy = {
  health: {
    triggerWad: (104n * wad) / 100n,
    targetWad: (106n * wad) / 100n,
    oracleErrorBps: 300n,
    depegBps: 500n,
    debtGrowthBps: 100n,
  },
  peg: { maxDiscountBps: 50n },
  leverage: { minWad: wad, maxWad: 5n * wad, toleranceBps: 500n },
  carry: {
    floorBps: 0n,
    resumeBps: 15n,
    lowSeconds: 48n * hour,
    horizonDays: 90n,
    spikeHorizonDays: 7n,
    assumedStakingRateBps: 280n,
    maxStakingRateBps: 800n,
    rateWindowSeconds: 14n * day,
    rateMinSpanSeconds: 7n * day,
  },
  cost: {
    gainFactorWad: 2n * wad,
    exitShareBps: 5_000n,
    maxSlippageBps: 100n,
    maxBaseFeeWei: 50n * gwei,
    priorityFeeWei: gwei / 10n,
    gasUnits: 900_000n,
    lossBudgetUseBps: 9_000n,
  },
  allocate: { idleBufferBps: 100n, minMoveBps: 100n, maxUsageBps: 9_500n, cooldownSeconds: hour },
  batch: { deadlineSeconds: 180n },
};
