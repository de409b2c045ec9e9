import type { Mutant } from './types.ts';

/** A mutant as people read it: where, by what, and the lines as they were and became. */
export function describeMutant(mutant: Mutant): string {
  const { id, file, line, operator, contract, before, after } = mutant;
  const mark = (sign: string, text: string) => text.split('\n').map((piece) => `  ${sign} ${piece.trim()}`);
  return [
    `${file}:${line} ${operator} in ${contract}.${mutant.function} (${id})`,
    ...mark('-', before),
    ...mark('+', after),
  ].join('\n');
}
