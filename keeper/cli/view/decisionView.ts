import type { DecidedAction, Decision } from '../../core/decision.ts';
import { formatWad } from '../output/formatWad.ts';

/** A decision as data: the actions with their amounts in wei, and the sentences that say why. */
export interface DecisionView {
  readonly actions: readonly DecidedAction[];
  readonly reasons: readonly string[];
}

/** What of a decision is shown; nothing where none was made. */
export function decisionView(decision: Decision | undefined): DecisionView {
  return { actions: decision?.actions ?? [], reasons: decision?.reasons.map(({ text }) => text) ?? [] };
}

/** An action in a few words. */
export function describeAction({ kind, assets, operation }: DecidedAction): string {
  const moved = assets === 0n ? kind : `${kind} ${formatWad(assets)} LST`;
  if (operation === undefined) return moved;
  const verb = operation.name === 'leverUp' ? 'lever up by' : 'lever down by';
  return `${moved}, ${verb} ${formatWad(operation.ethWei)} ETH`;
}
