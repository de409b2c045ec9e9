import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Abi, Address, Hex } from 'viem';
import { z } from 'zod';
import { KeeperError } from '../../../keeper/core/errors.ts';
import { collectSources, type SourceRoot } from '../../toolchain/collectSources.ts';
import { projectRoot } from '../../toolchain/projectRoot.ts';
import { runSolc } from '../../toolchain/runSolc.ts';

export interface PackageBuild {
  /** The folder under `.ballast` that keeps what was compiled. */
  readonly name: string;
  /** The npm package that holds the compiler. */
  readonly compiler: string;
  readonly evmVersion: string;
  readonly optimizerRuns: number;
  readonly roots: readonly SourceRoot[];
  /** Contract name to source name. */
  readonly contracts: Readonly<Record<string, string>>;
  /** Where the libraries that are called from outside will be: source name to library name to address. */
  readonly libraries?: Readonly<Record<string, Readonly<Record<string, Address>>>>;
}

export interface PackageArtifact {
  readonly abi: Abi;
  /** Creation code without arguments, linked. */
  readonly bytecode: Hex;
  /** Runtime code with immutables left at zero. */
  readonly deployedBytecode: Hex;
}

export type PackageArtifacts = Readonly<Record<string, PackageArtifact>>;

const code = z.object({ object: z.string() });
const compilerOutput = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  contracts: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({ abi: z.array(z.unknown()), evm: z.object({ bytecode: code, deployedBytecode: code }) }),
      ),
    )
    .optional(),
});

/**
 * Compiles contracts of an installed package, in a process of its own so that forge can work meanwhile, and keeps the result: the same sources,
 * settings and compiler are compiled once.
 *
 * @throws KeeperError `stop` when a source is missing or does not compile
 */
export async function compilePackage(build: PackageBuild): Promise<PackageArtifacts> {
  const input = await standardJson(build);
  const key = createHash('sha256')
    .update(`${build.compiler} ${await compilerVersion(build)} ${input}`)
    .digest('hex');
  const folder = join(projectRoot, '.ballast', build.name, key.slice(0, 16));
  const path = join(folder, 'artifacts.json');
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as PackageArtifacts;
  const artifacts = pickArtifacts(build, await runSolc(input, `the contracts of ${build.name}`, build.compiler));
  await mkdir(folder, { recursive: true });
  // Renamed into place, because two processes may compile at the same time.
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(artifacts));
  await rename(draft, path);
  return artifacts;
}

async function standardJson({ contracts, roots, optimizerRuns, evmVersion, libraries }: PackageBuild): Promise<string> {
  const files = Object.values(contracts);
  const selection = { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] };
  return JSON.stringify({
    language: 'Solidity',
    sources: await collectSources(files, roots),
    settings: {
      optimizer: { enabled: true, runs: optimizerRuns },
      evmVersion,
      metadata: { bytecodeHash: 'none' },
      libraries: libraries ?? {},
      outputSelection: Object.fromEntries(files.map((file) => [file, selection])),
    },
  });
}

async function compilerVersion({ compiler }: PackageBuild): Promise<string> {
  const manifest = await readFile(join(projectRoot, 'node_modules', compiler, 'package.json'), 'utf8').catch(
    (cause: unknown) => {
      throw new KeeperError(`The compiler package ${compiler} is not installed. Run \`npm ci\`.`, {
        kind: 'stop',
        cause,
      });
    },
  );
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version;
}

function pickArtifacts({ name, contracts }: PackageBuild, output: string): PackageArtifacts {
  const { errors = [], contracts: compiled = {} } = compilerOutput.parse(JSON.parse(output));
  const error = errors.find(({ severity }) => severity === 'error');
  if (error !== undefined) {
    throw new KeeperError(`The contracts of ${name} do not compile: ${error.formattedMessage.split('\n')[0]}`, {
      kind: 'stop',
      facts: { package: name },
    });
  }
  return Object.fromEntries(
    Object.entries(contracts).map(([contract, file]) => {
      const found = compiled[file]?.[contract];
      if (found === undefined || /__\$/.test(found.evm.bytecode.object)) {
        throw new KeeperError(`${contract} was not found in ${file}, or needs a library whose address was not given.`, {
          kind: 'stop',
          facts: { package: name, contract },
        });
      }
      return [
        contract,
        {
          abi: found.abi as unknown as Abi,
          bytecode: `0x${found.evm.bytecode.object}`,
          deployedBytecode: `0x${found.evm.deployedBytecode.object}`,
        },
      ];
    }),
  );
}
