import { inspect } from 'node:util';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from './createOutput.ts';
import { redactUrls } from './redactUrls.ts';
import { toJson } from './toJson.ts';
import { toKeeperError } from './toKeeperError.ts';

/**
 * Says an error in one sentence on stderr, and with `--json` also as an object on stdout. `BALLAST_DEBUG=1` adds the cause.
 *
 * @returns the exit code: 1 where the same command may succeed later, 2 where it will not
 */
export function reportError(output: Output, thrown: unknown): 1 | 2 {
  const error = thrown instanceof KeeperError ? thrown : toKeeperError(thrown);
  output.note(`ballast: ${error.shortMessage}`);
  if (process.env.BALLAST_DEBUG === '1') output.note(redactUrls(inspect(error, { depth: 6 })));
  if (output.json) {
    const { shortMessage: message, kind, facts } = error;
    process.stdout.write(`${toJson({ error: { message, kind, facts } })}\n`);
  }
  return error.kind === 'retry' ? 1 : 2;
}
