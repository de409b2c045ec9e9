import type { DecidedAction } from '../core/decision.ts';
import type { Entry } from '../record/types.ts';

/** The one wide line that a tick leaves in the log: enough to see what was seen, what was decided, why, and what came of it. */
export function describeTick(entry: Entry): Readonly<Record<string, unknown>> {
  const { snapshot, decision, outcome, simulation } = entry;
  return {
    tick: entry.id,
    vault: entry.vault,
    block: entry.block.number,
    live: entry.live,
    ...outcome,
    actions: decision?.actions.map(inWords),
    reasons: decision?.reasons.map(({ rule, verdict, text }) => `${rule} ${verdict}: ${text}`),
    parWad: snapshot?.vault.valuation.parWad,
    marketWad: snapshot?.vault.valuation.marketWad,
    bid: snapshot?.vault.valuation.bid,
    sharePriceWad: snapshot?.vault.sharePriceWad,
    idle: snapshot?.vault.idle,
    strategies: snapshot?.strategies.map(({ address, kind, lst, eth, details }) => ({
      ...{ address, kind, lst, eth },
      healthFactorWad: details.kind === 'aave-v3-loop' ? details.healthFactorWad : undefined,
    })),
    gasEstimate: simulation?.status === 'ok' ? simulation.gasEstimate : undefined,
    decisionHash: entry.hashes?.decisionHash,
    durationsMs: entry.durationsMs,
  };
}

function inWords({ kind, strategy, assets, operation }: DecidedAction): string {
  const what = operation === undefined ? '' : ` with ${operation.name} of ${operation.ethWei} wei ETH`;
  return `${kind} ${assets} at ${strategy}${what}`;
}
