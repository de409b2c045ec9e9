import { expect } from 'vitest';
import type { CliRun } from './runCli.ts';

/** A refusal as people shall get it: the exit code, nothing on stdout, and one sentence or two on stderr without a trace of the program's inside. */
export function expectRefusal(run: CliRun, code: 1 | 2, words: RegExp): void {
  expect(run.stderr).toMatch(words);
  expect(run.code).toBe(code);
  expect(run.stdout).toBe('');
  const lines = run.stderr.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^ballast: .*[.?`]$/);
  expect(run.stderr).not.toMatch(/ at .*:\d+:\d+|node_modules|BaseError|viem/);
}
