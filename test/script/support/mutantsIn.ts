import { findMutants } from '../../../script/mutate/findMutants.ts';
import { operators } from '../../../script/mutate/operators/all.ts';
import type { Mutant, ParsedSource } from '../../../script/mutate/types.ts';

/** The mutants of a source by one operator, as if there were no other. */
export function mutantsIn(source: ParsedSource, operator: string): Mutant[] {
  const apply = operators[operator];
  if (apply === undefined) throw new Error(`there is no operator ${operator}`);
  return findMutants(source, { [operator]: apply });
}
