import { join } from 'node:path';
import { createOutput } from '../../keeper/cli/output/createOutput.ts';
import { reportError } from '../../keeper/cli/output/reportError.ts';
import { onInterrupt } from '../../keeper/cli/process/onInterrupt.ts';
import { prepareReplica } from '../replica/prepareReplica.ts';
import { projectRoot } from '../toolchain/projectRoot.ts';
import { chooseMutants } from './chooseMutants.ts';
import { describeMutant } from './describeMutant.ts';
import { judge } from './judge.ts';
import { type MutateArguments, parseArguments } from './parseArguments.ts';
import { report } from './report.ts';
import { digestFile } from './results/digestFile.ts';
import { digestFiles } from './results/digestFiles.ts';
import { isStillTrue } from './results/isStillTrue.ts';
import { readAccepted } from './results/readAccepted.ts';
import { readResults } from './results/readResults.ts';
import { tryMutants } from './tryMutants.ts';
import type { Mutant } from './types.ts';

const resultsPath = join(projectRoot, 'cache/mutation/results.jsonl');
const acceptedPath = join(projectRoot, 'test/mutation/survivors.json');

process.exitCode = await main(process.argv.slice(2));

/** Exit code 0: the tests are good enough; 1: they are not, or it was interrupted; 2: it could not be measured. */
async function main(args: readonly string[]): Promise<number> {
  const interruption = onInterrupt();
  try {
    const wanted = parseArguments(args);
    const mutants = await chooseMutants(wanted);
    if (wanted.list) console.log(mutants.map(describeMutant).join('\n'));
    return wanted.list ? 0 : await measure(mutants, wanted, interruption.signal);
  } catch (error) {
    return reportError(createOutput({}), error);
  } finally {
    interruption.dispose();
  }
}

async function measure(mutants: readonly Mutant[], wanted: MutateArguments, signal: AbortSignal): Promise<number> {
  const note = (line: string) => void process.stderr.write(`${line}\n`);
  const accepted = await readAccepted(acceptedPath);
  const digests = new Map<string, string>();
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    digests.set(file, await digestFile(join(projectRoot, file)));
  }
  const digestOf = (file: string) => digests.get(file) ?? '';
  const testsDigest = await digestFiles(join(projectRoot, 'test'));
  const known = wanted.fresh ? new Map() : await readResults(resultsPath);
  const open = mutants.filter(({ id, file }) => !isStillTrue(known.get(id), digestOf(file), testsDigest));
  note(`${mutants.length} mutants, ${mutants.length - open.length} of them known from earlier runs.`);
  if (open.length > 0) {
    await prepareReplica();
    const trial = { mutants: open, jobs: wanted.jobs, resultsPath, digestOf, testsDigest, note, signal };
    for (const result of await tryMutants(trial)) {
      known.set(result.id, result);
    }
  }
  const judged = mutants.flatMap((mutant) => {
    const result = known.get(mutant.id);
    return result === undefined ? [] : [{ mutant, kind: result.kind }];
  });
  const judgement = judge(judged, accepted);
  console.log(report(judged, judgement));
  if (judgement.unlisted.length > 0)
    note('Kill what survived by a test, or give the reason in test/mutation/survivors.json.');
  return judgement.ok ? 0 : 1;
}
