import type { Entry } from '../../record/types.ts';
import { type DecisionView, decisionView } from './decisionView.ts';
import { type VaultView, vaultView } from './vaultView.ts';

/** A tick as data. */
export interface TickView extends Partial<VaultView> {
  readonly tick: string;
  readonly live: boolean;
  readonly status: Entry['outcome']['status'];
  readonly reason: string | null;
  readonly decision: DecisionView;
  readonly decisionHash: string | null;
  readonly gasEstimate: bigint | null;
  readonly transaction: string | null;
  readonly durationsMs: Entry['durationsMs'];
}

/** What is shown of a tick: the vault as it was observed, what was decided and what came of it. */
export function tickView(entry: Entry): TickView {
  const { id: tick, live, outcome, snapshot, simulation, hashes, durationsMs, chainId, vault, block } = entry;
  return {
    tick,
    live,
    status: outcome.status,
    reason: 'reason' in outcome ? outcome.reason : null,
    ...{ vault, chainId, blockNumber: Number(block.number), blockHash: block.hash },
    ...(snapshot === undefined ? {} : vaultView(snapshot)),
    decision: decisionView(entry.decision),
    decisionHash: hashes?.decisionHash ?? null,
    gasEstimate: simulation?.status === 'ok' ? simulation.gasEstimate : null,
    transaction: 'hash' in outcome ? outcome.hash : null,
    durationsMs,
  };
}
