import { borrowRateRay } from '../aave/borrowRateRay.ts';
import { supplyRateRay } from '../aave/supplyRateRay.ts';
import type { AaveLoopDetails } from '../snapshot.ts';

/** The rates that a loop lives on, ray a year. */
export type Carry = {
  readonly borrowRay: bigint;
  readonly supplyRay: bigint;
  /** Staking plus supply rate less borrow rate: what one ETH of debt brings a year. */
  readonly netRay: bigint;
};

/** A loop's carry at the markets as they stand, its own debt included. */
export function carryRay({ debtReserve, collateralReserve }: AaveLoopDetails, stakingRay: bigint): Carry {
  const borrowRay = borrowRateRay(debtReserve, debtReserve.totalDebt, debtReserve.availableLiquidity);
  const supplyRay = supplyRateRay(collateralReserve, collateralReserve.totalDebt, collateralReserve.availableLiquidity);
  return { borrowRay, supplyRay, netRay: stakingRay + supplyRay - borrowRay };
}
