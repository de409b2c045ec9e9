import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { KeeperError } from '../../keeper/core/errors.ts';
import { projectRoot } from '../toolchain/projectRoot.ts';

/**
 * The lines of contracts and strategies that are not as they were at a commit, by file.
 *
 * @throws KeeperError `stop` where git does not know the commit
 */
export async function changedLines(since: string): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const args = ['diff', '--unified=0', '--no-color', '--no-ext-diff', since, '--', 'contracts', 'strategies'];
  const { stdout } = await promisify(execFile)('git', args, { cwd: projectRoot, maxBuffer: 2 ** 26 }).catch(
    (cause: unknown) => {
      throw new KeeperError(`git cannot compare with ${since}: --since takes a commit, a tag or a branch.`, {
        kind: 'stop',
        cause,
      });
    },
  );
  const changed = new Map<string, Set<number>>();
  let lines = new Set<number>();
  for (const line of stdout.split('\n')) {
    const file = /^\+\+\+ b\/(.+)$/.exec(line)?.[1];
    if (file !== undefined) {
      lines = new Set();
      changed.set(file, lines);
    }
    const hunk = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    const [first, count] = [Number(hunk[1]), Number(hunk[2] ?? 1)];
    for (let i = 0; i < count; i++) lines.add(first + i);
  }
  return changed;
}
