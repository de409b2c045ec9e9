import type { Reason } from '../../core/decision.ts';
import type { Entry } from '../../record/types.ts';
import { formatWad } from '../output/formatWad.ts';
import { describeAction } from './decisionView.ts';

/** A tick as one readable line: when, at which block, what came of it, what was done, and why. */
export function tickLine({ block, outcome, decision, snapshot, durationsMs }: Entry): string {
  const time = new Date(Number(block.timestamp) * 1_000).toISOString().slice(11, 19);
  const price = snapshot === undefined ? '' : `bid per share ${formatWad(snapshot.vault.sharePriceWad, 6)}`;
  const actions = decision?.actions.map(describeAction).join('; ') ?? '';
  const acted = decision?.reasons.filter(({ verdict }) => verdict === 'act') ?? [];
  const told = acted.length > 0 ? acted : weightiest(decision?.reasons ?? []);
  const why = 'reason' in outcome ? outcome.reason : told.map(({ text }) => text).join(' ');
  const parts = [
    `${time} #${block.number}`,
    outcome.status,
    price,
    actions,
    why,
    `${Math.round(durationsMs.total)} ms`,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

/** Why nothing was done. A pause or dear gas comes last and passes by itself, so that the vault's limits, peg and market are told
 * first. */
function weightiest(reasons: readonly Reason[]): readonly Reason[] {
  const last = reasons.at(-1);
  const gate = last !== undefined && last.strategy === undefined;
  const heavier = gate
    ? (['vault', 'peg', 'market'] as const).map((rule) => reasons.find((reason) => reason.rule === rule))
    : [];
  return [...heavier, last].filter((reason) => reason !== undefined).slice(0, 1);
}
