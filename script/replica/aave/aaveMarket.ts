import { parseEther } from 'viem';

/** Risk parameters of a reserve; caps in whole tokens, everything else in basis points. */
export interface ReserveParameters {
  readonly name: string;
  readonly ltvBps: number;
  readonly liquidationThresholdBps: number;
  /** 10,000 and the liquidator's bonus. */
  readonly liquidationBonusBps: number;
  readonly liquidationProtocolFeeBps: number;
  readonly reserveFactorBps: number;
  readonly supplyCap: bigint;
  readonly borrowCap: bigint;
  /** Outside e-mode; in e-mode the category's bitmap decides. */
  readonly borrowingEnabled: boolean;
  readonly rates: RateParameters;
}

/** The kinked curve of Aave's default rate strategy, all in basis points a year. */
export interface RateParameters {
  readonly optimalUsageRatio: number;
  readonly baseVariableBorrowRate: number;
  readonly variableRateSlope1: number;
  readonly variableRateSlope2: number;
}

/**
 * The core market of Aave v3 on mainnet as it was in mid April 2026, before the rsETH incident of the 18th, in which WETH was frozen and its
 * loan-to-value set to zero for some weeks.
 *
 * - WETH's curve, reserve factor, utilisation (88.5 %) and size (3.0 million): governance.aave.com/t/24478.
 * - wstETH's curve and reserve factor: the payload InterestRateUpdateWETHAndWstETHEthereum of 2025-07-21. Caps, loan-to-value, threshold, bonus
 *   and protocol fee: dash.onaave.com. Borrowing outside e-mode ended with EnhancingMarketGranularityInAave36Part2 of 2026-01-27.
 * - E-mode 1: `E_MODES` of @aave-dao/aave-address-book 4.68.1, which lists seven collaterals; the two that the replica has are among them.
 * - WETH's caps could not be found for that day: the figures are round ones above what was supplied and borrowed.
 */
export const aaveMarket = {
  id: 'Aave Ethereum Market',
  flashLoanPremiumBps: 5n,
  reserves: {
    weth: {
      name: 'WETH',
      ltvBps: 8_050,
      liquidationThresholdBps: 8_300,
      liquidationBonusBps: 10_500,
      liquidationProtocolFeeBps: 1_000,
      reserveFactorBps: 1_500,
      supplyCap: 3_200_000n,
      borrowCap: 2_900_000n,
      borrowingEnabled: true,
      rates: {
        optimalUsageRatio: 9_200,
        baseVariableBorrowRate: 0,
        variableRateSlope1: 235,
        variableRateSlope2: 600,
      },
    },
    wsteth: {
      name: 'wstETH',
      ltvBps: 7_850,
      liquidationThresholdBps: 8_100,
      liquidationBonusBps: 10_600,
      liquidationProtocolFeeBps: 1_000,
      reserveFactorBps: 3_500,
      supplyCap: 1_760_000n,
      borrowCap: 480_000n,
      borrowingEnabled: false,
      rates: {
        optimalUsageRatio: 8_000,
        baseVariableBorrowRate: 0,
        variableRateSlope1: 100,
        variableRateSlope2: 4_000,
      },
    },
  },
  eMode: {
    category: 1,
    label: 'ETH correlated',
    ltvBps: 9_300,
    liquidationThresholdBps: 9_500,
    liquidationBonusBps: 10_100,
    collateral: ['weth', 'wsteth'],
    borrowable: ['weth'],
  },
  /**
   * The growth cap of wstETH's price: 9.68 % a year over a snapshot at least seven days old (bgd-labs/aave-capo, DeployEthereum). The replica's
   * snapshot is the rate of 90 days ago, had it grown by 2.7 % a year: the cap is 1.7 % above the rate and moves away from it.
   */
  priceCap: {
    description: 'Capped wstETH / stETH(ETH) / USD',
    maxYearlyGrowthBps: 968,
    snapshotDelaySeconds: 604_800n,
    snapshotAgeSeconds: 7_776_000n,
    growthSinceSnapshotBps: 67n,
  },
  /**
   * What other people hold: half of mainnet's size, since stETH is the only collateral that the replica has to carry the WETH debt, and
   * mainnet's utilisation.
   */
  others: {
    wethSupplied: parseEther('1500000'),
    wethBorrowed: parseEther('1327500'),
    ethStakedAsCollateral: parseEther('1600000'),
  },
} as const satisfies {
  readonly reserves: Readonly<Record<string, ReserveParameters>>;
  readonly [other: string]: unknown;
};
