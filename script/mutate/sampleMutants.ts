import { createHash } from 'node:crypto';
import type { Mutant } from './types.ts';

/**
 * Draws mutants so that every file and operator has its share. The same seed draws the same, and a larger sample holds the smaller one, so that what
 * was measured stays of use.
 */
export function sampleMutants(mutants: readonly Mutant[], size: number, seed: string): Mutant[] {
  const strata = new Map<string, Mutant[]>();
  for (const mutant of mutants) {
    const name = `${mutant.file} ${mutant.operator}`;
    strata.set(name, [...(strata.get(name) ?? []), mutant]);
  }
  const ranked = [...strata].flatMap(([name, members]) => {
    const offset = fraction(`${seed} ${name}`);
    return members
      .map((mutant) => ({ mutant, lot: fraction(`${seed} ${mutant.id}`) }))
      .sort((a, b) => a.lot - b.lot)
      .map(({ mutant }, rank) => ({ mutant, rank: (rank + offset) / members.length }));
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, size)
    .map(({ mutant }) => mutant);
}

/** A number in [0, 1) that looks random and is not. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}
