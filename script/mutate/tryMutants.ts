import { appendFile, cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeeperError } from '../../keeper/core/errors.ts';
import { digestFile } from './results/digestFile.ts';
import { suitesOf } from './suitesOf.ts';
import type { Mutant, Result } from './types.ts';
import { createWorkspace } from './workspace/createWorkspace.ts';
import { measureSuites } from './workspace/measureSuites.ts';
import { type TimedSuite, tryMutant } from './workspace/tryMutant.ts';

export interface Trial {
  readonly mutants: readonly Mutant[];
  readonly jobs: number;
  /** Where each result is written as soon as it is there. */
  readonly resultsPath: string;
  readonly digestOf: (file: string) => string;
  /** Of the tests as they are in the checkout; the copy's are spared a little. */
  readonly testsDigest: string;
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Lets mutants meet their tests, several at a time in a copy of the project each. Takes the copies away again. */
export async function tryMutants(trial: Trial): Promise<Result[]> {
  const { mutants, note, signal } = trial;
  const first = await createWorkspace();
  const workspaces = [first];
  try {
    await refuseOtherSources(trial, first);
    const needed = [...new Set(mutants.flatMap(({ file }) => suitesOf(file)))];
    const timed = await measureSuites(first, needed, note, signal);
    // Copied when all is compiled, so that no worker compiles more than its mutants.
    for (let i = 1; i < Math.min(trial.jobs, mutants.length); i++) {
      workspaces.push(`${first}-${i}`);
      await cp(first, `${first}-${i}`, { recursive: true, verbatimSymlinks: true });
    }
    await mkdir(dirname(trial.resultsPath), { recursive: true });
    return await work(trial, workspaces, timed);
  } finally {
    for (const workspace of workspaces) await rm(workspace, { recursive: true, force: true });
  }
}

/** A mutant is a place in a file, which means nothing in another. */
async function refuseOtherSources({ mutants, digestOf }: Trial, workspace: string): Promise<void> {
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    if ((await digestFile(join(workspace, file))) === digestOf(file)) continue;
    throw new KeeperError(`${file} was changed while it was being copied. Run the command again.`, { kind: 'retry' });
  }
}

async function work(
  { mutants, resultsPath, digestOf, testsDigest, note, signal }: Trial,
  workspaces: readonly string[],
  timed: readonly TimedSuite[],
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...mutants];
  const worker = async (workspace: string) => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const { id, file, line, operator } = mutant;
      const mine = suitesOf(file).flatMap((suite) => timed.filter((one) => one.suite === suite));
      const outcome = await tryMutant(workspace, mutant, mine, signal);
      const result = { id, ...outcome, sourceDigest: digestOf(file), testsDigest };
      await appendFile(resultsPath, `${JSON.stringify(result)}\n`);
      results.push(result);
      const by = outcome.by === undefined ? '' : ` by ${outcome.by}`;
      note(
        `${results.length}/${mutants.length} ${outcome.kind}${by} in ${outcome.seconds.toFixed(0)} s: ${file}:${line} ${operator}`,
      );
    }
  };
  const ended = await Promise.allSettled(workspaces.map(worker));
  const failed = ended.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results;
}
