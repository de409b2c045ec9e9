import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { findTool } from '../../toolchain/findTool.ts';
import type { Suite } from '../types.ts';

export interface SuiteRun {
  readonly kind: 'green' | 'red' | 'invalid' | 'timeout';
  /** The first test that failed. */
  readonly failed?: string;
  readonly seconds: number;
}

/**
 * Compiles what changed and runs a suite in a workspace, until a test fails.
 *
 * @param timeoutSeconds after which it counts as not ending
 * @param signal ends it at once
 * @throws KeeperError `retry` where it was ended, `stop` where forge failed for another reason than a test or the compiler
 */
export async function runSuite(
  workspace: string,
  suite: Suite,
  timeoutSeconds: number,
  signal?: AbortSignal,
): Promise<SuiteRun> {
  const forge = await findTool('forge');
  const began = performance.now();
  // A group of its own, since forge does not end the compiler that it started.
  const child = spawn(forge.path, ['test', '--fail-fast', '--color', 'never'], {
    cwd: workspace,
    env: { ...process.env, ...settings(suite) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let timedOut = false;
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutSeconds * 1000);
  signal?.addEventListener('abort', end, { once: true });
  const exited = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  clearTimeout(timer);
  signal?.removeEventListener('abort', end);
  const seconds = (performance.now() - began) / 1000;
  if (signal?.aborted === true) throw new KeeperError('Interrupted; what was measured is kept.', { kind: 'retry' });
  // Else an input that failed on one mutant would be tried on the next.
  for (const kept of ['fuzz', 'invariant']) await rm(join(workspace, 'cache', kept), { recursive: true, force: true });
  if (timedOut) return { kind: 'timeout', seconds };
  if (exitCode === 0) return { kind: 'green', seconds };
  if (/Compiler run failed|Compilation failed/.test(out + err)) return { kind: 'invalid', seconds };
  const failed = /\[FAIL[^\n]*\]\s*(\w+)/.exec(out)?.[1];
  if (failed !== undefined) return { kind: 'red', failed, seconds };
  throw new KeeperError(`forge failed on ${suite.tests}, and not by a test: ${(err + out).trim().slice(-400)}`, {
    kind: 'stop',
    facts: { exitCode: exitCode ?? undefined },
  });
}

/** Each suite compiles apart, since forge forgets artifacts of what is not in the folders that it is told. */
function settings({ name, sources, tests }: Suite): NodeJS.ProcessEnv {
  return {
    FOUNDRY_SRC: sources,
    FOUNDRY_TEST: tests,
    FOUNDRY_SCRIPT: 'none',
    FOUNDRY_OUT: `out/${name}`,
    FOUNDRY_CACHE_PATH: `cache/${name}`,
    FOUNDRY_SNAPSHOTS: `cache/${name}/snapshots`,
    FOUNDRY_OPTIMIZER: 'false',
    // A mutant that leaves a variable unused is one all the same.
    FOUNDRY_DENY: 'never',
  };
}
