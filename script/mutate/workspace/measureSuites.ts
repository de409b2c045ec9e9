import { KeeperError } from '../../../keeper/core/errors.ts';
import type { Suite } from '../types.ts';
import { runSuite } from './runSuite.ts';
import type { TimedSuite } from './tryMutant.ts';

/** Long, since a machine with other work must not make a survivor pass for killed; loops without end run out of gas before. */
const patience = 20;
const leastSeconds = 600;

/** No suite takes this long, whatever the machine. */
const longestSeconds = 1800;

/**
 * Runs suites on the sources as they are, which compiles them, and says how long each may take with a mutant.
 *
 * @throws KeeperError `stop` where one is not green: then a red one would say nothing about a mutant
 */
export async function measureSuites(
  workspace: string,
  suites: readonly Suite[],
  note: (line: string) => void,
  signal?: AbortSignal,
): Promise<TimedSuite[]> {
  const timed: TimedSuite[] = [];
  for (const suite of suites) {
    const run = await runSuite(workspace, suite, longestSeconds, signal);
    if (run.kind !== 'green') {
      throw new KeeperError(
        `${suite.tests} must be green before a mutant is tried, and is ${run.kind}${run.failed === undefined ? '' : ` (${run.failed})`}.`,
        { kind: 'stop', facts: { suite: suite.name } },
      );
    }
    note(`${suite.tests} is green in ${run.seconds.toFixed(0)} s`);
    timed.push({ suite, timeoutSeconds: Math.max(leastSeconds, run.seconds * patience) });
  }
  return timed;
}
