import type { TestCounts } from './testCounts.ts';

/**
 * Reads the last line of a `forge test` run.
 *
 * @returns undefined when the run closed without that line: it did not compile, or matched no test.
 */
export function countForge(output: string): TestCounts | undefined {
  const line = /(\d+) tests? passed, (\d+) failed, (\d+) skipped \(\d+ total tests?\)/.exec(output);
  if (line === null) return undefined;
  return { passed: Number(line[1]), failed: Number(line[2]), skipped: Number(line[3]) };
}
