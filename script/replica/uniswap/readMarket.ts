import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import type { ReplicaNode } from '../types.ts';
import { poolAbi, wstEthAbi } from './abis.ts';

export interface Market {
  /** ETH that the issuer pays for one wstETH, in 1e18. */
  readonly parWad: bigint;
  /** WETH that the pool's last trade paid for one wstETH, in 1e18. */
  readonly spotWad: bigint;
  /** The geometric mean of the pool's price over half an hour, in 1e18. */
  readonly twapWad: bigint;
  /** How far spot and TWAP are under par, in basis points with fractions; negative above par. */
  readonly spotDiscountBps: number;
  readonly twapDiscountBps: number;
}

const windowSeconds = 1_800;

/** Reads where the wstETH/WETH 0.01 % pool stands against par. */
export async function readMarket({ client }: ReplicaNode): Promise<Market> {
  const pool = { address: mainnet.wstEthWethPool, abi: poolAbi } as const;
  const [parWad, [spotX96], [cumulatives]] = await Promise.all([
    client.readContract({ address: mainnet.wstEth, abi: wstEthAbi, functionName: 'stEthPerToken' }),
    client.readContract({ ...pool, functionName: 'slot0' }),
    client.readContract({ ...pool, functionName: 'observe', args: [[windowSeconds, 0]] }),
  ]);
  const spotWad = (spotX96 * spotX96 * 10n ** 18n) >> 192n;
  const [then = 0n, now = 0n] = cumulatives;
  // A price of a tick is 1.0001 to its power; twelve digits are more than a basis point needs.
  const twap = 1.0001 ** (Number(now - then) / windowSeconds);
  const twapWad = BigInt(Math.round(twap * 1e12)) * 10n ** 6n;
  const under = (priceWad: bigint) => Number(((parWad - priceWad) * 10n ** 8n) / parWad) / 1e4;
  return { parWad, spotWad, twapWad, spotDiscountBps: under(spotWad), twapDiscountBps: under(twapWad) };
}
