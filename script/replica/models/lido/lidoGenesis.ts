import { parseEther } from 'viem';

/** The totals that the model of stETH starts from. */
export interface LidoGenesis {
  readonly totalShares: bigint;
  readonly bufferedEtherWei: bigint;
  readonly clBalanceWei: bigint;
  readonly validators: bigint;
  readonly stakeLimitWei: bigint;
  readonly stakeLimitPerBlockWei: bigint;
}

/**
 * About what Lido is late in 2026, once the replica's holders have staked their 1.6 million ether: nine million ether, 1.23 ether a share, and
 * 150,000 ether a day of new stake (6,400 blocks).
 *
 * No figure is round, so that an error of rounding shows.
 */
export const lidoGenesis: LidoGenesis = {
  totalShares: parseEther('6077625.487237761588442677'),
  bufferedEtherWei: parseEther('5137.902114580932716604'),
  clBalanceWei: parseEther('7471114.371902846113520918'),
  validators: 233_472n,
  stakeLimitWei: parseEther('150000'),
  stakeLimitPerBlockWei: parseEther('23.4375'),
};
