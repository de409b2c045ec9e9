import { parseEther } from 'viem';

/** Numbers that a wstETH vault is deployed with. What each guards against stands in the contracts' headers. */
export const vaultSettings = {
  name: 'Ballast wstETH',
  symbol: 'blstWstETH',
  /** A 5x loop earns some 10 % a year; three times that is recognised, a donation of half the vault is not. */
  maxGainRateWad: parseEther('0.3'),
  maxStalenessSeconds: 3_600,
  /** After a day without a batch anyone may rescue a loop that is under its floor. */
  maxKeeperSilenceSeconds: 86_400,
  /** Levering from 1x to 5x trades four times the vault's value; half a percent of loss is 12 bps of what is traded. */
  riskUp: { capacityBps: 50, period: 86_400 },
  /** Taking all leverage off at the strategy's slippage bound costs four percent; three a day are 75 bps of what is traded. */
  riskDown: { capacityBps: 300, period: 86_400 },
  fees: { performanceBps: 0, managementBps: 0 },
  /** Caps of what strategies can fail together by, bps of the net asset value. With one strategy all of them are all of it. */
  riskCapBps: { issuer: 10_000, lender: 10_000, 'lender-oracle': 10_000, pool: 10_000 },
  oracle: {
    /** Under four fifths of par a loop at five times is worth nothing at market, and leavers would get nothing for a feed's lie. */
    minQuoteBps: 8_500,
    maxQuoteBps: 10_200,
    toleranceBps: 15,
    fallbackDiscountBps: 200,
    minParWad: parseEther('1'),
    maxParWad: parseEther('2'),
  },
  /** Chainlink's stETH/ETH feed answers at least once a day; an hour of margin. */
  feedMaxAgeSeconds: 90_000,
  twapWindowSeconds: 1_800,
  /** In-range liquidity under which the pool's price is not worth quoting. */
  twapMinLiquidity: 10n ** 21n,
  aave: {
    /** ETH correlated. */
    eModeCategory: 1,
    /** The lender-oracle error of March 2026 (2.85 %), a depeg, and a month of debt at spike rates. */
    oracleErrorBps: 300,
    depegBps: 500,
    debtGrowthBps: 100,
    maxSlippageBps: 100,
  },
} as const;
