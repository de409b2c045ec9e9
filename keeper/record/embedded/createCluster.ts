import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KeeperError } from '../../core/errors.ts';
import { type ClusterPlace, giveTo } from './placeCluster.ts';

export const clusterUser = 'ballast';
export const passwordFile = 'ballast.password';

/**
 * Creates the data folder where there is none. It is built beside its place and moved there whole, so that a program that is killed half-way
 * leaves no folder that looks like one.
 *
 * @throws KeeperError `stop` where it cannot be created
 */
export async function createCluster({ folder, programs, user }: ClusterPlace): Promise<void> {
  if (await exists(join(folder, passwordFile))) return;
  const partial = `${folder}.${process.pid}`;
  const secret = `${partial}.password`;
  try {
    await mkdir(partial, { mode: 0o700 });
    await giveTo(partial, user);
    await writeFile(secret, randomBytes(24).toString('hex'), { mode: 0o600 });
    await giveTo(secret, user);
    const settings = ['--encoding=UTF8', '--no-locale', '--auth=scram-sha-256', '--wal-segsize=1'];
    await promisify(execFile)(
      programs.initdb,
      [
        `--pgdata=${partial}`,
        `--username=${clusterUser}`,
        `--pwfile=${secret}`,
        ...settings,
        '--no-sync',
        '--no-instructions',
      ],
      { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } },
    );
    await rename(secret, join(partial, passwordFile));
    await rename(partial, folder);
  } catch (cause) {
    await rm(partial, { recursive: true, force: true });
    await rm(secret, { force: true });
    // Another program may have been faster, which is as good.
    if (await exists(join(folder, passwordFile))) return;
    throw new KeeperError(
      `The journal could not be created in ${folder}. Check that the folder is writable and empty, or set DATABASE_URL.`,
      {
        kind: 'stop',
        facts: { folder, reason: cause instanceof Error ? cause.message.split('\n')[0] : undefined },
        cause,
      },
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
