import { KeeperError } from '../../keeper/core/errors.ts';
import { runForge } from './runForge.ts';

/** What a deployment and the replica need; tests are compiled by the test run. */
export const deployableFolders = ['contracts', 'strategies', 'script/replica/models'] as const;

/**
 * Compiles the contracts under some folders; what is up to date is left alone (a third of a second). forge's words go to stderr, since stdout is
 * for data.
 *
 * @throws KeeperError `stop` when they do not compile
 */
export async function buildContracts(folders: readonly string[] = deployableFolders): Promise<void> {
  const exitCode = await runForge(['build', ...folders], {}, 'stderr');
  if (exitCode === 0) return;
  throw new KeeperError(`The contracts in ${folders.join(', ')} do not compile. Correct what forge reports above.`, {
    kind: 'stop',
    facts: { exitCode },
  });
}
