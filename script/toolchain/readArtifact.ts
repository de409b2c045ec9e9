import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Abi, Hex } from 'viem';
import { KeeperError } from '../../keeper/core/errors.ts';
import { artifactFolder } from './artifactFolder.ts';

export interface Artifact {
  readonly abi: Abi;
  /** Creation code without constructor arguments. */
  readonly bytecode: Hex;
  readonly deployedBytecode: Hex;
}

/**
 * Reads what forge compiled of a contract.
 *
 * @param name the contract's name; `file` is the name of the source file when that differs (without `.sol`)
 * @throws KeeperError `stop` when it was not built or has unlinked libraries
 */
export async function readArtifact(name: string, file = name): Promise<Artifact> {
  const path = join(artifactFolder(), `${file}.sol`, `${name}.json`);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new KeeperError(`The contract ${name} has not been compiled. Run \`npm run build\` first.`, {
      kind: 'stop',
      facts: { contract: name },
      cause,
    });
  });
  const json = JSON.parse(text) as { abi: Abi; bytecode?: { object: Hex }; deployedBytecode?: { object: Hex } };
  if (json.bytecode === undefined || json.deployedBytecode === undefined) {
    throw new KeeperError(
      `What was compiled of ${name} has no bytecode. Run \`npx forge clean\`, then \`npm run build\`.`,
      { kind: 'stop', facts: { contract: name } },
    );
  }
  if (json.bytecode.object.includes('__$')) {
    throw new KeeperError(`The contract ${name} needs a library to be linked, which this reader does not do.`, {
      kind: 'stop',
      facts: { contract: name },
    });
  }
  return { abi: json.abi, bytecode: json.bytecode.object, deployedBytecode: json.deployedBytecode.object };
}
