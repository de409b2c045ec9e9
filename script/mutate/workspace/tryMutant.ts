import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mutant, Outcome, Suite } from '../types.ts';
import { runSuite } from './runSuite.ts';

/** A suite, and the seconds after which it is taken not to end. */
export interface TimedSuite {
  readonly suite: Suite;
  readonly timeoutSeconds: number;
}

/** Lets a mutant meet its tests in a workspace, and takes it out of there. */
export async function tryMutant(
  workspace: string,
  { file, edit }: Mutant,
  suites: readonly TimedSuite[],
  signal?: AbortSignal,
): Promise<Outcome> {
  const path = join(workspace, file);
  const original = await readFile(path);
  const { start, end, text } = edit;
  await writeFile(path, Buffer.concat([original.subarray(0, start), Buffer.from(text), original.subarray(end)]));
  let seconds = 0;
  try {
    for (const { suite, timeoutSeconds } of suites) {
      const run = await runSuite(workspace, suite, timeoutSeconds, signal);
      seconds += run.seconds;
      if (run.kind === 'invalid') return { kind: 'invalid', seconds };
      if (run.kind === 'timeout') return { kind: 'timeout', by: suite.name, seconds };
      if (run.kind === 'red') return { kind: 'killed', by: run.failed ?? suite.name, seconds };
    }
    return { kind: 'survived', seconds };
  } finally {
    await writeFile(path, original);
  }
}
