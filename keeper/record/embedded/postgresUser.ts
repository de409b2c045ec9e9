import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { KeeperError } from '../../core/errors.ts';

export type PostgresUser = { readonly uid: number; readonly gid: number };

const run = promisify(execFile);

/**
 * The user that the server runs as: this one (undefined), or where this is root, which Postgres refuses, the system's user `postgres`, created
 * where it is missing.
 *
 * @throws KeeperError `stop` where it cannot be created
 */
export async function postgresUser(): Promise<PostgresUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const present = await lookUp();
  if (present !== undefined) return present;
  await createUser();
  const created = await lookUp();
  if (created !== undefined) return created;
  throw new KeeperError(
    'Postgres refuses to run as root, and the user "postgres" could not be created. Run the keeper as another user, or set DATABASE_URL.',
    { kind: 'stop' },
  );
}

async function createUser(): Promise<void> {
  // Debian's and Red Hat's command first, then Alpine's; whether one worked, the caller sees by looking the user up.
  const commands = [
    ['useradd', '--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '--user-group', 'postgres'],
    ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', 'postgres'],
  ] as const;
  for (const [command, ...args] of commands) {
    const done = await run(command, args).then(
      () => true,
      () => false,
    );
    if (done) return;
  }
}

async function lookUp(): Promise<PostgresUser | undefined> {
  const ask = async (flag: '-u' | '-g') => Number((await run('id', [flag, 'postgres'])).stdout);
  return Promise.all([ask('-u'), ask('-g')]).then(
    ([uid, gid]) => ({ uid, gid }),
    () => undefined,
  );
}
