import type { PublicClient } from 'viem';
import { KeeperError } from '../../core/errors.ts';
import { readHeader } from '../../observe/readHeader.ts';
import type { Entry } from '../../record/types.ts';
import type { World } from '../../worlds/world.ts';
import { type DecisionView, decisionView } from './decisionView.ts';
import { balanceSheet, vaultView } from './vaultView.ts';

/** A confirmed rebalance and the vault after it, as `start --once` prints it: amounts in wei, health factor and leverage in WAD. */
export interface RebalanceView {
  readonly chainId: number;
  readonly blockNumber: number;
  readonly vault: string;
  readonly totalAssets: bigint;
  /** LST that a share is redeemed for, WAD, under both of its names. */
  readonly bidPrice: bigint;
  readonly sharePrice: bigint;
  /** What the loss budgets have left after it, WAD fractions of the par share price. */
  readonly riskUpAvailable: bigint;
  readonly riskDownAvailable: bigint;
  readonly strategies: readonly {
    readonly name: string;
    readonly lst: bigint;
    readonly eth: bigint;
    readonly healthFactor: bigint;
    readonly leverage: bigint;
  }[];
  readonly decision: DecisionView;
  readonly transaction: string;
}

/** Observes the vault at the block that a confirmed tick's transaction is in, and puts both together. */
export async function rebalanceView(
  client: PublicClient,
  world: World,
  { outcome, decision }: Entry,
): Promise<{ readonly view: RebalanceView; readonly text: string }> {
  if (outcome.status !== 'confirmed') throw new KeeperError('Nothing was rebalanced.', { kind: 'skip' });
  const snapshot = await world.observe(await readHeader(client, outcome.blockNumber));
  const { chainId, blockNumber, vault, totalAssets, bidPrice, sharePrice, strategies, ...rest } = vaultView(snapshot);
  const { riskUpAvailable, riskDownAvailable } = rest;
  const view: RebalanceView = {
    ...{ chainId, blockNumber, vault, totalAssets, bidPrice, sharePrice, riskUpAvailable, riskDownAvailable },
    strategies: strategies.map(({ name, lst, eth, healthFactor, leverage }) => ({
      name,
      lst,
      eth,
      healthFactor,
      leverage,
    })),
    decision: decisionView(decision),
    transaction: outcome.hash,
  };
  return { view, text: balanceSheet(snapshot) };
}
