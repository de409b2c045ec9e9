import type { Entry } from '../../record/types.ts';
import { formatWad } from '../output/formatWad.ts';
import { describeAction } from './decisionView.ts';

/** A tick as one readable line: when, at which block, what came of it, what was done, and why. */
export function tickLine({ block, outcome, decision, snapshot, durationsMs }: Entry): string {
  const time = new Date(Number(block.timestamp) * 1_000).toISOString().slice(11, 19);
  const price = snapshot === undefined ? '' : `share ${formatWad(snapshot.vault.sharePriceWad, 6)}`;
  const actions = decision?.actions.map(describeAction).join('; ') ?? '';
  const acted = decision?.reasons.filter(({ verdict }) => verdict === 'act') ?? [];
  const told = acted.length > 0 ? acted : (decision?.reasons.slice(-1) ?? []);
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
