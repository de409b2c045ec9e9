import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SolcInput, SolcOutput } from '@openzeppelin/upgrades-core';
import { KeeperError } from '../../keeper/core/errors.ts';
import { projectRoot } from '../toolchain/projectRoot.ts';

/**
 * Compiles a standard JSON input with the project's compiler, in a process of its own.
 *
 * @throws KeeperError `stop` where it does not compile
 */
export async function compileStandardJson(input: SolcInput): Promise<SolcOutput> {
  const child = spawn(process.execPath, [join(projectRoot, 'script/solc.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(JSON.stringify(input));
  const [answer, exitCode] = await Promise.all([text(child.stdout), exited]);
  if (exitCode !== 0) throw new KeeperError(`The compiler ended with code ${exitCode}.`, { kind: 'stop' });
  const output = JSON.parse(answer) as SolcOutput & { errors?: { severity: string; formattedMessage: string }[] };
  const error = output.errors?.find(({ severity }) => severity === 'error');
  if (error === undefined) return output;
  throw new KeeperError(`The contracts do not compile: ${error.formattedMessage}`, { kind: 'stop' });
}
