import type { AcceptedSurvivor, Mutant, OutcomeKind } from './types.ts';

export interface Judged {
  readonly mutant: Mutant;
  readonly kind: OutcomeKind;
}

export interface Judgement {
  readonly counts: Readonly<Record<OutcomeKind, number>>;
  /** Of all mutants that compile; survivors count as such whether they are accepted or not. */
  readonly killRate: number;
  /** Survivors that are not on the list. */
  readonly unlisted: readonly Mutant[];
  /** Entries of the list whose mutant was killed after all. */
  readonly needless: readonly AcceptedSurvivor[];
  readonly ok: boolean;
}

const leastKillRate = 0.9;

/** Says whether the tests are good enough: nine of ten mutants killed, and a reason on record for each that was not. */
export function judge(judged: readonly Judged[], accepted: readonly AcceptedSurvivor[]): Judgement {
  const counts = { killed: 0, timeout: 0, survived: 0, invalid: 0 };
  for (const { kind } of judged) counts[kind]++;
  const dead = counts.killed + counts.timeout;
  const killRate = dead + counts.survived === 0 ? 1 : dead / (dead + counts.survived);
  const listed = new Set(accepted.map(({ id }) => id));
  const killed = new Set(judged.filter(({ kind }) => kind !== 'survived').map(({ mutant }) => mutant.id));
  const unlisted = judged.filter(({ mutant, kind }) => kind === 'survived' && !listed.has(mutant.id));
  return {
    counts,
    killRate,
    unlisted: unlisted.map(({ mutant }) => mutant),
    needless: accepted.filter(({ id }) => killed.has(id)),
    ok: killRate >= leastKillRate && unlisted.length === 0,
  };
}
