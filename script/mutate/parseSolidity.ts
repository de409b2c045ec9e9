import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SolcInput } from '@openzeppelin/upgrades-core';
import { compileStandardJson } from '../storage/compileStandardJson.ts';
import { projectRoot } from '../toolchain/projectRoot.ts';
import type { AstNode, ParsedSource } from './types.ts';

/**
 * Reads Solidity files and their syntax trees. Nothing is resolved: imports need not exist, and no node knows its type.
 *
 * @param root where the files' names begin
 * @throws KeeperError `stop` where a file is no Solidity
 */
export async function parseSolidity(files: readonly string[], root = projectRoot): Promise<ParsedSource[]> {
  const read = await Promise.all(files.map(async (file) => ({ file, bytes: await readFile(join(root, file)) })));
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(read.map(({ file, bytes }) => [file, { content: bytes.toString('utf8') }])),
    settings: { stopAfter: 'parsing', outputSelection: { '*': { '': ['ast'] } } },
  } as SolcInput;
  const { sources } = await compileStandardJson(input);
  return read.map(({ file, bytes }) => ({ file, bytes, tree: sources[file]?.ast as unknown as AstNode }));
}
