import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { KeeperError } from '../core/errors.ts';
import type { Config } from './configSchema.ts';
import { parseConfig } from './parseConfig.ts';

export interface ConfigFile {
  readonly config: Config;
  /** The file that was read, none where there is no ballast.toml. */
  readonly path?: string;
  /** Folder that relative paths in the file start from. */
  readonly folder: string;
}

/**
 * Reads the configuration file: the named one, or ballast.toml in the working directory where there is one.
 *
 * @throws KeeperError `stop` when the named file is missing or a file is invalid
 */
export async function readConfig(named: string | undefined, workingDirectory: string): Promise<ConfigFile> {
  const path = resolve(workingDirectory, named ?? 'ballast.toml');
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (named === undefined && cause.code === 'ENOENT') return undefined;
    throw new KeeperError(
      `The configuration file ${named ?? 'ballast.toml'} cannot be read (${cause.code}). Check the path after --config.`,
      {
        kind: 'stop',
        facts: { file: named ?? 'ballast.toml' },
        cause,
      },
    );
  });
  if (text === undefined) return { config: {}, folder: workingDirectory };
  return { config: parseConfig(text, named ?? 'ballast.toml'), path, folder: dirname(path) };
}
