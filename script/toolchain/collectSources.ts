import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { KeeperError } from '../../keeper/core/errors.ts';

/** Where source names that begin with `prefix` are read from. */
export interface SourceRoot {
  readonly prefix: string;
  readonly folder: string;
}

export type Sources = Readonly<Record<string, { readonly content: string }>>;

const importStatement = /^\s*import\s+(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

/**
 * Reads Solidity files and everything that they import, so that a compiler needs no access to files.
 *
 * @throws KeeperError `stop` when a file is missing, which means that a package is not installed
 */
export async function collectSources(entries: readonly string[], roots: readonly SourceRoot[]): Promise<Sources> {
  const sources: Record<string, { content: string }> = {};
  let pending = [...new Set(entries)];
  while (pending.length > 0) {
    const read = await Promise.all(pending.map(async (name) => ({ name, content: await readSource(name, roots) })));
    for (const { name, content } of read) sources[name] = { content };
    const imported = read.flatMap(({ name, content }) =>
      [...content.matchAll(importStatement)].map((match) => resolveImport(name, match[1] ?? '')),
    );
    pending = [...new Set(imported)].filter((name) => !(name in sources));
  }
  return Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resolveImport(importer: string, path: string): string {
  return path.startsWith('.') ? posix.join(posix.dirname(importer), path) : path;
}

async function readSource(name: string, roots: readonly SourceRoot[]): Promise<string> {
  const root = roots.find(({ prefix }) => name.startsWith(prefix));
  const path = root === undefined ? name : join(root.folder, name.slice(root.prefix.length));
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new KeeperError(
      `The Solidity source ${name} is missing. Run \`npm ci\` to install the packages that it comes from.`,
      {
        kind: 'stop',
        facts: { source: name },
        cause,
      },
    );
  });
}
