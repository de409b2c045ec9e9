import 'reflect-metadata';
import { InterestRate, PoolBundle, type ReserveDataHumanized, UiPoolDataProvider } from '@aave/contract-helpers';
import { UI_POOL_DATA_PROVIDER } from '@aave-dao/aave-address-book/AaveV3Ethereum';
import { providers } from 'ethers';
import { type Address, getAddress, type Hex, isHex } from 'viem';
import { KeeperError } from '../../core/errors.ts';
import { fromRpc } from '../../observe/fromRpc.ts';
import { mainnet } from '../mainnet.ts';
import { compoundedIndexRay } from './compoundedIndexRay.ts';

/*
 * The border to Aave's own library: nothing of it, nor of the old ethers that it needs, is imported anywhere else. It is for what people read;
 * the keeper decides on what the lens reads.
 */

/** One Aave reserve as people want to see it. Amounts in wei of the asset, rates in ray a year, a cap of zero means none. */
export type ReserveView = {
  readonly asset: Address;
  readonly symbol: string;
  readonly supplied: bigint;
  readonly borrowed: bigint;
  /** What can be borrowed or withdrawn now. */
  readonly available: bigint;
  /** Borrowed ÷ supplied. */
  readonly utilisationWad: bigint;
  readonly supplyRateRay: bigint;
  readonly borrowRateRay: bigint;
  readonly supplyCap: bigint;
  readonly borrowCap: bigint;
  readonly active: boolean;
  readonly frozen: boolean;
  readonly paused: boolean;
  readonly borrowingEnabled: boolean;
};

/**
 * The reserves of Aave's core market, or those of `assets`, in the market's order.
 *
 * @param node `timestamp` is the unix time that interest is reckoned to: that of the latest block
 * @throws KeeperError `retry` where the node does not answer
 */
export async function readReserves(
  node: { readonly rpcUrl: string; readonly chainId: number; readonly timestamp: bigint },
  assets?: readonly Address[],
): Promise<readonly ReserveView[]> {
  const provider = new providers.StaticJsonRpcProvider(node.rpcUrl, node.chainId);
  const ui = new UiPoolDataProvider({
    uiPoolDataProviderAddress: UI_POOL_DATA_PROVIDER,
    provider,
    chainId: node.chainId,
  });
  const market = { lendingPoolAddressProvider: mainnet.aavePoolAddressesProvider };
  const { reservesData } = await fromRpc('eth_call', ui.getReservesHumanized(market));
  const wanted = assets?.map((asset) => getAddress(asset));
  return reservesData
    .map((reserve) => toView(reserve, node.timestamp))
    .filter(({ asset }) => wanted?.includes(asset) ?? true);
}

/**
 * The call with which anyone can repay debt of another account out of his own tokens: a rescue that needs neither keeper nor vault.
 * Made without asking a node.
 *
 * @param amount wei of the asset; the payer must have approved the pool for it
 */
export function repayCall(payment: {
  readonly asset: Address;
  readonly amount: bigint;
  readonly payer: Address;
  readonly debtor: Address;
}): { readonly to: Address; readonly data: Hex } {
  const bundle = new PoolBundle(new providers.StaticJsonRpcProvider(), { POOL: mainnet.aavePool });
  const { to, data } = bundle.repayTxBuilder.generateTxData({
    user: payment.payer,
    reserve: payment.asset,
    amount: payment.amount.toString(),
    interestRateMode: InterestRate.Variable,
    onBehalfOf: payment.debtor,
  });
  if (to !== undefined && isHex(data)) return { to: getAddress(to), data };
  throw new KeeperError("Aave's library made no repayment. Check the addresses.", { kind: 'stop' });
}

function toView(reserve: ReserveDataHumanized, timestamp: bigint): ReserveView {
  const scale = 10n ** BigInt(reserve.decimals);
  const indexRay = compoundedIndexRay(
    BigInt(reserve.variableBorrowIndex),
    BigInt(reserve.variableBorrowRate),
    timestamp - BigInt(reserve.lastUpdateTimestamp),
  );
  const borrowed = (BigInt(reserve.totalScaledVariableDebt) * indexRay) / 10n ** 27n;
  const available = BigInt(reserve.availableLiquidity);
  const supplied = available + borrowed;
  return {
    asset: getAddress(reserve.underlyingAsset),
    symbol: reserve.symbol,
    supplied,
    borrowed,
    available,
    utilisationWad: supplied === 0n ? 0n : (borrowed * 10n ** 18n) / supplied,
    supplyRateRay: BigInt(reserve.liquidityRate),
    borrowRateRay: BigInt(reserve.variableBorrowRate),
    supplyCap: BigInt(reserve.supplyCap) * scale,
    borrowCap: BigInt(reserve.borrowCap) * scale,
    active: reserve.isActive,
    frozen: reserve.isFrozen,
    paused: reserve.isPaused,
    borrowingEnabled: reserve.borrowingEnabled,
  };
}
