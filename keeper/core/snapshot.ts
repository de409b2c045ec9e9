import type { Address, Hex } from './hex.ts';

/**
 * Everything that the keeper decides on, read at one block. Mirrors `Snapshot` of contracts/lens/Snapshot.sol; chain id, block hash and base
 * fee come from the block's header. Amounts are wei of the LST or of ETH, rates are ETH per LST in WAD.
 */
export type Snapshot = {
  readonly chainId: number;
  readonly blockNumber: bigint;
  readonly blockHash: Hex;
  /** Unix seconds of the block. The core has no other clock. */
  readonly timestamp: bigint;
  readonly baseFeePerGasWei: bigint;
  readonly vault: VaultSnapshot;
  /** False where the market rate is the oracle's fallback; risk must not rise then. */
  readonly marketFresh: boolean;
  readonly quotes: readonly Quote[];
  readonly strategies: readonly StrategySnapshot[];
};

export type VaultSnapshot = {
  readonly address: Address;
  readonly name: string;
  /** The LST. */
  readonly asset: Address;
  readonly totalSupply: bigint;
  /** LST that the vault holds itself. */
  readonly idle: bigint;
  readonly valuation: Valuation;
  /** LST per share at the bid. */
  readonly sharePriceWad: bigint;
  /** Nonce that the next batch must carry. */
  readonly rebalanceNonce: bigint;
  /** What a batch that raises risk may lose, WAD fraction of the par share price; negative where overdrawn. */
  readonly riskUpAvailableWad: bigint;
  /** What any other batch may lose. */
  readonly riskDownAvailableWad: bigint;
  /** 1 deposits, 2 batches that raise risk. */
  readonly pauseFlags: bigint;
  /** Caps of what strategies can fail together by; the strategies' masks number them. */
  readonly riskCaps: readonly RiskCap[];
};

/** Mirrors `RiskState`: the lower of the absolute and the relative cap, and the sum of the allocations of all that name the id, LST wei at par. */
export type RiskCap = { readonly id: Hex; readonly capAssets: bigint; readonly exposed: bigint };

/** Mirrors `ILstVault.Valuation`: LST wei and WAD. */
export type Valuation = {
  readonly parWad: bigint;
  readonly marketWad: bigint;
  readonly navPar: bigint;
  readonly navMarket: bigint;
  readonly accrued: bigint;
  readonly ask: bigint;
  readonly bid: bigint;
};

/** Mirrors `ILstOracle.QuoteState`. */
export type Quote = { readonly source: Address; readonly fresh: boolean; readonly rateWad: bigint };

export type StrategySnapshot = {
  readonly address: Address;
  /** The kind as the contract names it; `details.kind` says whether this keeper can read it. */
  readonly kind: string;
  /** LST owned (signed). */
  readonly lst: bigint;
  /** ETH owned, or owed where negative. */
  readonly eth: bigint;
  /** Value at par, LST wei, zero where it would be negative. */
  readonly allocation: bigint;
  readonly capAssets: bigint;
  /** One bit for each of its risk ids, numbered as in the vault's `riskCaps`. */
  readonly riskMask: bigint;
  /** Whether the guardian has it carried at its last known legs: nothing is sent to it and nothing asked of it, hence no details. */
  readonly isolated: boolean;
  /** Of an isolated strategy's value at par, what leavers are paid less, in basis points. */
  readonly haircutBps: bigint;
  readonly withdrawable: bigint;
  readonly details: AaveLoopDetails | UnknownDetails;
};

/** A strategy whose details this keeper cannot read: it is valued, shown, and never touched. */
export type UnknownDetails = { readonly kind: 'unknown' };

/** Mirrors `AaveV3LoopState` of strategies/aave/AaveV3LoopState.sol. */
export type AaveLoopDetails = {
  readonly kind: 'aave-v3-loop';
  readonly collateral: bigint;
  readonly debt: bigint;
  /** 2^256 − 1 without debt. */
  readonly healthFactorWad: bigint;
  /** The strategy's own floor, under which it refuses to raise leverage. */
  readonly healthFloorWad: bigint;
  readonly maxSlippageBps: bigint;
  readonly eModeCategory: bigint;
  readonly eModeIntact: boolean;
  readonly ltvBps: bigint;
  readonly liquidationThresholdBps: bigint;
  readonly collateralPriceBase: bigint;
  readonly debtPriceBase: bigint;
  readonly collateralReserve: AaveReserve;
  readonly debtReserve: AaveReserve;
  readonly swapPool: SwapPool;
  readonly issuer: Issuer;
};

/** Mirrors `ReserveState`: amounts in wei of the asset, rates in ray a year, caps in wei (zero: no cap). */
export type AaveReserve = {
  readonly asset: Address;
  readonly active: boolean;
  readonly frozen: boolean;
  readonly paused: boolean;
  readonly borrowingEnabled: boolean;
  readonly supplyCap: bigint;
  readonly borrowCap: bigint;
  readonly totalSupplied: bigint;
  readonly totalDebt: bigint;
  readonly availableLiquidity: bigint;
  readonly supplyRateRay: bigint;
  readonly borrowRateRay: bigint;
  readonly reserveFactorBps: bigint;
  readonly optimalUsageRay: bigint;
  readonly baseRateRay: bigint;
  readonly slope1Ray: bigint;
  readonly slope2Ray: bigint;
};

/** Mirrors `PoolState`: the Uniswap v3 pool of LST (token0) and WETH (token1). */
export type SwapPool = {
  readonly sqrtPriceX96: bigint;
  readonly tick: bigint;
  readonly liquidity: bigint;
  readonly feePips: bigint;
};

/** Mirrors `IssuerState`: the mint at par. */
export type Issuer = { readonly paused: boolean; readonly stakeLimit: bigint };
