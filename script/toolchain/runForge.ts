import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { findTool } from './findTool.ts';
import { projectRoot } from './projectRoot.ts';

/**
 * Runs forge in the project's root with this process's terminal and returns its exit code (128 + signal when a signal ended it).
 *
 * @param env variables beyond this process's own
 * @param output where forge's standard output goes
 * @throws KeeperError `stop` when no usable forge is installed
 */
export async function runForge(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  output: 'stdout' | 'stderr' = 'stdout',
): Promise<number> {
  const forge = await findTool('forge');
  const stdio = ['inherit', output === 'stderr' ? 2 : 1, 'inherit'] as const;
  const child = spawn(forge.path, args, { cwd: projectRoot, stdio: [...stdio], env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
