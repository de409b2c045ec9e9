import { readFile } from 'node:fs/promises';
import type { Abi, Hex } from 'viem';
import { packagePath } from './packagePath.ts';

/** Reads a compiled contract that an npm package ships (Hardhat's or Truffle's form). */
export async function readPackageArtifact(name: string, file: string): Promise<{ abi: Abi; bytecode: Hex }> {
  return JSON.parse(await readFile(packagePath(name, file), 'utf8')) as { abi: Abi; bytecode: Hex };
}
