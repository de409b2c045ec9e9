import type { TestCounts } from './testCounts.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * Reads the JSON report of a vitest run.
 *
 * A file that fails before its first test (an import that throws, a hook) counts as one failed test, so that it cannot pass for an empty one.
 *
 * @returns undefined when there is no report.
 */
export function countVitest(report: string | undefined): TestCounts | undefined {
  if (report === undefined) return undefined;
  const json = JSON.parse(report) as VitestReport;
  const broken = json.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken,
    skipped: json.numPendingTests + json.numTodoTests,
  };
}
