import { parseEther } from 'viem';

/** Numbers that a wstETH vault is deployed with. What each guards against stands in the contracts' headers. */
export const vaultSettings = {
  name: 'Ballast wstETH',
  symbol: 'blstWstETH',
  /** A 5x loop earns some 10 % a year; three times that is recognised, a donation of half the vault is not. */
  maxGainRateWad: parseEther('0.3'),
  maxStalenessSeconds: 3_600,
  /** Levering 100 wstETH from 1x to 5x trades four times the vault's value; 1 % of loss is 25 bps of what is traded. */
  maxBatchLossBps: 100,
  oracle: {
    minQuoteBps: 7_000,
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
