import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import { findTool } from './findTool.ts';
import { projectRoot } from './projectRoot.ts';

/**
 * Runs forge in the project's root with this process's terminal and returns its exit code (128 + signal when a signal ended it).
 *
 * @param env variables beyond this process's own
 * @param output where forge's standard output goes; on `stderr` it does not say that there was nothing to do
 * @param signal ends forge as Ctrl-C does
 * @throws KeeperError `stop` when no usable forge is installed
 */
export async function runForge(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  output: 'stdout' | 'stderr' = 'stdout',
  signal?: AbortSignal,
): Promise<number> {
  const forge = await findTool('forge');
  const stdio = ['inherit', output === 'stderr' ? 'pipe' : 1, 'inherit'] as const;
  const child = spawn(forge.path, args, { cwd: projectRoot, stdio: [...stdio], env: { ...process.env, ...env } });
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('No files changed')) process.stderr.write(`${line}\n`);
    });
  }
  const interrupt = () => child.kill('SIGINT');
  signal?.addEventListener('abort', interrupt, { once: true });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit, by) => resolve(exit ?? 128 + (by === null ? 0 : constants.signals[by])));
  });
  signal?.removeEventListener('abort', interrupt);
  return code;
}
