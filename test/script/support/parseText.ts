import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSolidity } from '../../../script/mutate/parseSolidity.ts';
import type { ParsedSource } from '../../../script/mutate/types.ts';

/** A Solidity text, parsed as a file `A.sol`. */
export async function parseText(text: string): Promise<ParsedSource> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-mutants-'));
  try {
    await writeFile(join(folder, 'A.sol'), text);
    const [source] = await parseSolidity(['A.sol'], folder);
    if (source === undefined) throw new Error('nothing was parsed');
    return source;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
