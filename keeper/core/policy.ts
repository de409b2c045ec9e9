/**
 * The operator's opinions, all of them. Every number is a bigint in the unit that its name ends in, so that a policy hashes the same
 * everywhere. {@link policyBounds} says for each what it guards against and within which limits a configuration may set it.
 */
export type Policy = {
  readonly health: {
    /** Stressed health factor under which leverage is taken off at once, whatever it costs within the batch's loss bound. */
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
    /** Share of the vault's batch-loss bound that a batch is planned to use; the rest is for what moves between decision and block. */
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

/** Limits and meaning of one number of the policy. */
export type PolicyBound = {
  readonly min: bigint;
  readonly max: bigint;
  readonly unit: string;
  /** What the number guards against. */
  readonly guards: string;
};

type BoundsOf<T> = { readonly [Group in keyof T]: { readonly [Field in keyof T[Group]]: PolicyBound } };

/** For each number of the policy the limits that a configuration must keep; how they relate to each other, `checkPolicy` says. */
export const policyBounds: BoundsOf<Policy> = {
  health: {
    triggerWad: {
      min: wad,
      max: (3n * wad) / 2n,
      unit: 'stressed health factor, WAD',
      guards: 'Liquidation: under it leverage is taken off at once.',
    },
    targetWad: {
      min: wad + 1n,
      max: 2n * wad,
      unit: 'stressed health factor, WAD',
      guards: 'Restoring again and again: a restoration ends here, over the trigger, and no lever-up goes below.',
    },
    oracleErrorBps: {
      min: 285n,
      max: 2_000n,
      unit: 'bps of the collateral price',
      guards:
        'A lender oracle that reads too low. In March 2026 it was 285 bps for wstETH; less than that may not be set.',
    },
    depegBps: {
      min: 0n,
      max: 3_000n,
      unit: 'bps of the collateral price',
      guards: 'A lender that switches from the redemption rate to the market price during a depeg.',
    },
    debtGrowthBps: {
      min: 0n,
      max: 2_000n,
      unit: 'bps of the debt',
      guards: 'Interest at spike rates while nobody can act.',
    },
  },
  peg: {
    maxDiscountBps: {
      min: 1n,
      max: 1_000n,
      unit: 'bps of par',
      guards: 'Levering up into a depeg.',
    },
  },
  leverage: {
    minWad: { min: wad, max: 10n * wad, unit: 'assets ÷ equity, WAD', guards: 'Paying for a loop that is hardly one.' },
    maxWad: {
      min: wad,
      max: 12n * wad,
      unit: 'assets ÷ equity, WAD',
      guards: 'More leverage than the exit can bear, however healthy it looks.',
    },
    toleranceBps: {
      min: 10n,
      max: 3_000n,
      unit: 'bps of the maximum leverage',
      guards: 'Selling a sliver each time that interest moves leverage over the maximum.',
    },
  },
  carry: {
    floorBps: {
      min: -500n,
      max: 1_000n,
      unit: 'bps a year per unit of debt',
      guards: 'Paying more for the debt than the collateral earns.',
    },
    resumeBps: {
      min: -499n,
      max: 2_000n,
      unit: 'bps a year per unit of debt',
      guards: 'Flapping: new debt needs this much, old debt only the floor.',
    },
    lowSeconds: {
      min: 0n,
      max: 90n * day,
      unit: 'seconds',
      guards: 'Selling on a rate that is gone the next day.',
    },
    horizonDays: { min: 1n, max: 365n, unit: 'days', guards: 'Moves that never earn their cost back.' },
    spikeHorizonDays: { min: 1n, max: 90n, unit: 'days', guards: 'Taking a spike of a few days for the new normal.' },
    assumedStakingRateBps: {
      min: 0n,
      max: 1_000n,
      unit: 'bps a year',
      guards: 'Idling until enough redemption rates have been seen.',
    },
    maxStakingRateBps: {
      min: 100n,
      max: 2_000n,
      unit: 'bps a year',
      guards: 'Levering up on a donated or faulty redemption rate.',
    },
    rateWindowSeconds: {
      min: day,
      max: 90n * day,
      unit: 'seconds',
      guards: 'Measuring a staking rate that is no longer paid.',
    },
    rateMinSpanSeconds: {
      min: day,
      max: 90n * day,
      unit: 'seconds',
      guards: 'Reading a yearly rate out of one daily report.',
    },
  },
  cost: {
    gainFactorWad: { min: wad, max: 100n * wad, unit: 'multiple, WAD', guards: 'Moves that only the fees gain from.' },
    exitShareBps: {
      min: 0n,
      max: 10_000n,
      unit: 'bps of the exit cost',
      guards: 'Going in for a gain that the way out eats.',
    },
    maxSlippageBps: { min: 1n, max: 500n, unit: 'bps', guards: 'Sandwiches and thin pools.' },
    maxBaseFeeWei: {
      min: gwei / 100n,
      max: 1_000n * gwei,
      unit: 'wei per gas',
      guards: 'Moving for yield while gas is dear.',
    },
    priorityFeeWei: { min: 0n, max: 100n * gwei, unit: 'wei per gas', guards: 'Reckoning gas too cheap.' },
    gasUnits: { min: 100_000n, max: 15_000_000n, unit: 'gas', guards: 'Reckoning gas too cheap.' },
    lossBudgetUseBps: {
      min: 1_000n,
      max: 10_000n,
      unit: 'bps of the batch-loss bound',
      guards: 'A rescue that reverts because the price moved by a hair.',
    },
  },
  allocate: {
    idleBufferBps: {
      min: 0n,
      max: 5_000n,
      unit: 'bps of the net asset value',
      guards: 'Unwinding for each small withdrawal.',
    },
    minMoveBps: { min: 1n, max: 5_000n, unit: 'bps of the net asset value', guards: 'A transaction for a sliver.' },
    maxUsageBps: {
      min: 1_000n,
      max: 9_990n,
      unit: 'bps of utilisation',
      guards: 'Being the one who empties the market, after which its rate is anyone’s guess.',
    },
    cooldownSeconds: { min: 0n, max: 30n * day, unit: 'seconds', guards: 'Flapping, and paying for it.' },
  },
  batch: {
    deadlineSeconds: {
      min: 12n,
      max: 3_600n,
      unit: 'seconds',
      guards: 'A batch carried out on prices that are no longer those it was decided on.',
    },
  },
};
