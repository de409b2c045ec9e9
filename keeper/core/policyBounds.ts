import type { Policy } from './policy.ts';

const wad = 10n ** 18n;
const gwei = 10n ** 9n;
const day = 86_400n;

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
      unit: 'bps of what is left of the loss budget',
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
