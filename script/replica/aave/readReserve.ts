import type { ReplicaNode } from '../types.ts';
import { poolAbi, tokenAbi } from './aaveAbi.ts';
import { type AaveAsset, aaveAddresses } from './aaveAddresses.ts';

export interface ReserveState {
  readonly id: number;
  /** What can be borrowed or withdrawn now, in wei of the asset. */
  readonly available: bigint;
  /** What is owed with the interest up to the latest block, in wei of the asset. */
  readonly debt: bigint;
  /** Basis points; 10,000 when nothing is left. */
  readonly utilisationBps: number;
  /** Interest on debt a year, 1e27. */
  readonly borrowRateRay: bigint;
  readonly supplyRateRay: bigint;
  readonly frozen: boolean;
  readonly paused: boolean;
  readonly ltvBps: number;
}

/** Reads a reserve of Aave at the latest block. */
export async function readReserve({ client }: ReplicaNode, asset: AaveAsset): Promise<ReserveState> {
  const { underlying, variableDebtToken } = aaveAddresses.assets[asset];
  const pool = { address: aaveAddresses.pool, abi: poolAbi, args: [underlying] } as const;
  const [reserve, available, debt] = await Promise.all([
    client.readContract({ ...pool, functionName: 'getReserveData' }),
    client.readContract({ ...pool, functionName: 'getVirtualUnderlyingBalance' }),
    client.readContract({ address: variableDebtToken, abi: tokenAbi, functionName: 'totalSupply' }),
  ]);
  const { data } = reserve.configuration;
  const bit = (position: bigint) => ((data >> position) & 1n) === 1n;
  return {
    id: reserve.id,
    available,
    debt,
    utilisationBps: debt === 0n ? 0 : Number((debt * 1_000_000n) / (available + debt)) / 100,
    borrowRateRay: reserve.currentVariableBorrowRate,
    supplyRateRay: reserve.currentLiquidityRate,
    frozen: bit(57n),
    paused: bit(60n),
    ltvBps: Number(data & 0xffffn),
  };
}
