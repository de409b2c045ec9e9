import { createHash } from 'node:crypto';
import { chmod, chown, cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type PostgresPrograms, postgresPrograms } from './postgresPrograms.ts';
import { type PostgresUser, postgresUser } from './postgresUser.ts';
import { reachable } from './reachable.ts';

/** Where the server's files and programs are, and who it runs as. */
export type ClusterPlace = {
  /** Postgres' data folder. */
  readonly folder: string;
  readonly programs: PostgresPrograms;
  readonly user: PostgresUser | undefined;
};

/** For root alone, whose clone may lie in a folder that no other user may enter, such as /root or one made by `mktemp -d`. */
const systemFolder = '/var/lib/ballast';

/**
 * Decides where the journal lives: in `<dataDir>/journal`, unless the server's user cannot get there; then files or programs are kept under
 * /var/lib/ballast, in a folder that depends on `dataDir` alone.
 */
export async function placeCluster(dataDir: string): Promise<ClusterPlace> {
  const [programs, user] = await Promise.all([postgresPrograms(), postgresUser()]);
  const parent = resolve(dataDir);
  await mkdir(parent, { recursive: true });
  if (user === undefined) return { folder: join(parent, 'journal'), programs, user };
  const digest = createHash('sha256').update(parent).digest('hex').slice(0, 16);
  const folder = (await reachable(parent, user)) ? join(parent, 'journal') : join(systemFolder, 'journals', digest);
  await mkdir(dirname(folder), { recursive: true });
  return { folder, user, programs: (await reachable(programs.home, user)) ? programs : await copyPrograms(programs) };
}

export async function giveTo(path: string, user: PostgresUser | undefined): Promise<void> {
  if (user !== undefined) await chown(path, user.uid, user.gid);
}

async function copyPrograms(programs: PostgresPrograms): Promise<PostgresPrograms> {
  const home = join(systemFolder, `postgres-${programs.version}`);
  const copied = {
    ...programs,
    home,
    initdb: programs.initdb.replace(programs.home, home),
    postgres: programs.postgres.replace(programs.home, home),
  };
  const present = await stat(home).then(
    () => true,
    () => false,
  );
  if (present) return copied;
  const partial = `${home}.${process.pid}`;
  await cp(programs.home, partial, { recursive: true, verbatimSymlinks: true });
  await chmod(partial, 0o755);
  // Another program may have been faster, which is as good.
  await rename(partial, home).catch(() => rm(partial, { recursive: true, force: true }));
  return copied;
}
