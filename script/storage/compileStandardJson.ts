import type { SolcInput, SolcOutput } from '@openzeppelin/upgrades-core';
import { KeeperError } from '../../keeper/core/errors.ts';
import { runSolc } from '../toolchain/runSolc.ts';

/**
 * Compiles a standard JSON input with the project's compiler, in a process of its own.
 *
 * @throws KeeperError `stop` where it does not compile
 */
export async function compileStandardJson(input: SolcInput): Promise<SolcOutput> {
  const answer = await runSolc(JSON.stringify(input), 'the contracts');
  const output = JSON.parse(answer) as SolcOutput & { errors?: { severity: string; formattedMessage: string }[] };
  const error = output.errors?.find(({ severity }) => severity === 'error');
  if (error === undefined) return output;
  throw new KeeperError(`The contracts do not compile: ${error.formattedMessage}`, { kind: 'stop' });
}
