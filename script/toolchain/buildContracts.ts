import { KeeperError } from '../../keeper/core/errors.ts';
import { runForge } from './runForge.ts';

/** What a deployment and the replica need; tests are compiled by the test run. */
export const deployableFolders = ['contracts', 'strategies', 'script/replica/models'] as const;

/** 128 and the signal's number: hang-up, Ctrl-C, a plain kill. */
const interrupted: readonly number[] = [129, 130, 143];

/**
 * Compiles the contracts under some folders; what is up to date is left alone (a third of a second). forge's words go to stderr, since stdout is
 * for data.
 *
 * @param signal ends the compiler
 * @throws KeeperError `stop` when they do not compile, `retry` when that was interrupted
 */
export async function buildContracts(
  folders: readonly string[] = deployableFolders,
  signal?: AbortSignal,
): Promise<void> {
  const exitCode = await runForge(['build', ...folders], {}, 'stderr', signal);
  if (signal?.aborted === true || interrupted.includes(exitCode)) {
    throw new KeeperError(
      'Interrupted while the contracts were being compiled; nothing else was started. Run the command again.',
      { kind: 'retry', facts: { exitCode } },
    );
  }
  if (exitCode === 0) return;
  throw new KeeperError(`The contracts in ${folders.join(', ')} do not compile. Correct what forge reports above.`, {
    kind: 'stop',
    facts: { exitCode },
  });
}
