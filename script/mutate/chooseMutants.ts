import { KeeperError } from '../../keeper/core/errors.ts';
import { changedLines } from './changedLines.ts';
import { findMutants } from './findMutants.ts';
import { listSources } from './listSources.ts';
import { operators } from './operators/all.ts';
import type { MutateArguments } from './parseArguments.ts';
import { parseSolidity } from './parseSolidity.ts';
import { sampleMutants } from './sampleMutants.ts';
import type { Mutant } from './types.ts';

/**
 * Finds the mutants that the arguments ask for.
 *
 * @throws KeeperError `stop` where a file or an operator has no mutants or is none, which may be a slip of the pen
 */
export async function chooseMutants(wanted: MutateArguments): Promise<Mutant[]> {
  for (const name of wanted.operators) {
    if (operators[name] !== undefined) continue;
    throw new KeeperError(`There is no operator ${name}, only ${Object.keys(operators).join(', ')}.`, { kind: 'stop' });
  }
  const sources = await listSources();
  for (const start of wanted.files) {
    if (sources.some((name) => name.startsWith(start))) continue;
    throw new KeeperError(`${start} begins no name of a source that has tests in script/mutate/suites.ts.`, {
      kind: 'stop',
    });
  }
  const changed = wanted.since === undefined ? undefined : await changedLines(wanted.since);
  const files = sources.filter(
    (name) =>
      (wanted.files.length === 0 || wanted.files.some((start) => name.startsWith(start))) &&
      (changed === undefined || changed.has(name)),
  );
  const all = (await parseSolidity(files))
    .flatMap((source) => findMutants(source))
    .filter(({ operator }) => wanted.operators.length === 0 || wanted.operators.includes(operator))
    .filter(({ file, line }) => changed === undefined || changed.get(file)?.has(line) === true);
  return wanted.sample === undefined ? all : sampleMutants(all, wanted.sample, wanted.seed);
}
