import { z } from 'zod';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { externalSharesAbi, locatorAbi, stakingRouterAbi, stEthAbi } from '../models/lido/lidoAbis.ts';
import { lidoAddresses } from '../models/lido/lidoAddresses.ts';
import { lidoReport } from '../models/lido/lidoReport.ts';
import type { ReplicaNode, Scenario } from '../types.ts';

const options = z.strictObject({
  bps: z.coerce
    .number()
    .gt(-10_000)
    .lt(10_000)
    .describe(
      'change of the redemption rate in basis points between -10000 and 10000; negative for a slash; up to four decimals',
    ),
});

export interface RebaseFacts extends Readonly<Record<string, bigint>> {
  readonly rateBeforeWad: bigint;
  readonly rateAfterWad: bigint;
  /** What validators earned or lost, before Lido's fee. */
  readonly clBalanceChangeWei: bigint;
  readonly block: bigint;
}

const stEth = { address: lidoAddresses.stEth, abi: stEthAbi } as const;

/**
 * Changes the redemption rate of stETH and wstETH by an oracle's report, as rewards (up) or a slash (down) do.
 *
 * The rate changes by `bps` to the nearest wei that Lido's rounding allows; on the way up the reward is larger by Lido's fee, which is minted as
 * shares to its operators and treasury. Works on the model, on the overlay's real code and on a fork.
 *
 * @throws KeeperError `stop` when a slash is larger than what is on the consensus layer
 */
export async function rebase(node: ReplicaNode, { bps }: { readonly bps: number }): Promise<RebaseFacts> {
  const { client } = node;
  const rate = () => client.readContract({ ...stEth, functionName: 'getPooledEthByShares', args: [10n ** 18n] });
  const rateBeforeWad = await rate();
  const clBalanceChangeWei = await changeFor(node, bps);
  const [, , clBalanceWei] = await client.readContract({ ...stEth, functionName: 'getBeaconStat' });
  if (clBalanceWei + clBalanceChangeWei < 0n) {
    throw new KeeperError(
      `A slash of ${-bps} basis points is more than Lido has with validators. Choose a smaller one.`,
      {
        kind: 'stop',
        facts: { bps, clBalanceWei },
      },
    );
  }
  const { blockNumber: block } = await lidoReport(node, { clBalanceChangeWei });
  return { rateBeforeWad, rateAfterWad: await rate(), clBalanceChangeWei, block };
}

/** `ether × bps`, and with a fee `f` on rewards `ether × bps / (1 − f)`: the fee's shares take `f` of it. */
async function changeFor(node: ReplicaNode, bps: number): Promise<bigint> {
  const hundredMillionths = BigInt(Math.round(bps * 10_000));
  const etherWei = await readInternalEther(node);
  if (hundredMillionths <= 0n) return (etherWei * hundredMillionths) / 10n ** 8n;
  const { fee, precision } = await readFee(node);
  const rewardWei = (etherWei * hundredMillionths * precision) / (10n ** 8n * (precision - fee));
  // A multiple of 10,000 wei makes the fee a whole number of wei, which every version of Lido rounds alike.
  return (rewardWei / 10_000n) * 10_000n;
}

async function readInternalEther({ client }: ReplicaNode): Promise<bigint> {
  const pooledWei = await client.readContract({ ...stEth, functionName: 'getTotalPooledEther' });
  if ((await client.readContract({ ...stEth, functionName: 'getContractVersion' })) < 3n) return pooledWei;
  const external = { address: stEth.address, abi: externalSharesAbi, functionName: 'getExternalEther' } as const;
  return pooledWei - (await client.readContract(external));
}

async function readFee({ client }: ReplicaNode): Promise<{ fee: bigint; precision: bigint }> {
  const locator = await client.readContract({ ...stEth, functionName: 'getLidoLocator' });
  const router = { address: locator, abi: locatorAbi, functionName: 'stakingRouter' } as const;
  const address = await client.readContract(router);
  const distribution = { address, abi: stakingRouterAbi, functionName: 'getStakingRewardsDistribution' } as const;
  const [, , , fee, precision] = await client.readContract(distribution);
  return { fee, precision };
}

/** `ballast scenario rebase --bps -500` */
export const rebaseScenario: Scenario<typeof options> = {
  name: 'rebase',
  summary: 'move the LST redemption rate by an oracle report: rewards up, a slash down',
  options,
  run: async (node, given) => {
    const { rateBeforeWad, rateAfterWad, clBalanceChangeWei } = await rebase(node, given);
    return { rateBeforeWad, rateAfterWad, clBalanceChangeWei };
  },
};
