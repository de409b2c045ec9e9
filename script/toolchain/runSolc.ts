import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { KeeperError } from '../../keeper/core/errors.ts';
import { projectRoot } from './projectRoot.ts';

/**
 * Hands standard JSON to a compiler in a process of its own, so that other work goes on meanwhile.
 *
 * @param compiler the npm package that holds it
 * @param what is compiled, for the error
 * @returns the compiler's answer, errors in the sources included
 * @throws KeeperError `stop` where the compiler itself fails
 */
export async function runSolc(input: string, what: string, compiler = 'solc'): Promise<string> {
  const child = spawn(process.execPath, [join(projectRoot, 'script/solc.mjs')], {
    env: { ...process.env, BALLAST_SOLC_PACKAGE: compiler },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(input);
  const [output, exitCode] = await Promise.all([text(child.stdout), exited]);
  if (exitCode === 0) return output;
  throw new KeeperError(`The compiler ended with code ${exitCode} while it compiled ${what}.`, {
    kind: 'stop',
    facts: { compiler },
  });
}
