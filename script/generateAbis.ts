import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Abi, AbiParameter } from 'viem';
import { formatAbiItem } from 'viem/utils';
import { artifactFolder } from './toolchain/artifactFolder.ts';
import { projectRoot } from './toolchain/projectRoot.ts';
import { readArtifact } from './toolchain/readArtifact.ts';
import { runForge } from './toolchain/runForge.ts';

/**
 * Writes keeper/abi/*.gen.ts from what forge compiles, so that the keeper's types follow the contracts.
 *
 * `--check` writes nothing and exits with 1 where a committed file differs.
 */
const sources = [
  {
    constant: 'lstVaultAbi',
    contract: 'LstVault',
    path: 'contracts/LstVault.sol',
    parts: ['VaultOperations', 'VaultGovernance'],
  },
  { constant: 'lstOracleAbi', contract: 'ILstOracle', path: 'contracts/interfaces/ILstOracle.sol' },
  { constant: 'strategyAbi', contract: 'IStrategy', path: 'contracts/interfaces/IStrategy.sol' },
  { constant: 'aaveV3LoopAbi', contract: 'IAaveV3Loop', path: 'strategies/aave/IAaveV3Loop.sol' },
  { constant: 'routerAbi', contract: 'Router', path: 'contracts/router/Router.sol' },
  { constant: 'withdrawalQueueAbi', contract: 'WithdrawalQueue', path: 'contracts/WithdrawalQueue.sol' },
  { constant: 'rescueUpkeepAbi', contract: 'RescueUpkeep', path: 'contracts/RescueUpkeep.sol' },
  { constant: 'vaultLensAbi', contract: 'VaultLens', path: 'contracts/lens/VaultLens.sol' },
  { constant: 'detailsAbi', contract: 'Details', path: 'keeper/abi/Details.sol' },
] as const satisfies readonly Source[];

/** A contract whose ABI is written down. `parts` answer at its address too: it hands them the calls that it does not know. */
interface Source {
  readonly constant: string;
  readonly contract: string;
  readonly path: string;
  readonly parts?: readonly string[];
}

const aaveErrorsPath = 'node_modules/@aave-dao/aave-v3-origin/src/contracts/protocol/libraries/helpers/Errors.sol';

async function main(check: boolean): Promise<number> {
  const parts = sources.flatMap((source: Source) => source.parts ?? []).map((part) => `contracts/${part}.sol`);
  const paths = [...sources.map(({ path }) => path), ...parts];
  const exitCode = await runForge(['build', ...paths], { FOUNDRY_OUT: artifactFolder() });
  if (exitCode !== 0) return exitCode;
  const stale: string[] = [];
  for (const [constant, abi] of await collect()) {
    const path = `keeper/abi/${constant.replace(/Abi$/, '')}.gen.ts`;
    const text = format(path, render(constant, abi));
    const present = await readFile(join(projectRoot, path), 'utf8').catch(() => undefined);
    if (present === text) continue;
    stale.push(path);
    if (!check) await writeFile(join(projectRoot, path), text);
  }
  if (stale.length === 0) return 0;
  console.error(`${check ? 'Stale, run `node --import tsx script/generateAbis.ts`' : 'Written'}: ${stale.join(', ')}`);
  return check ? 1 : 0;
}

async function collect(): Promise<(readonly [string, Abi])[]> {
  const compiled = await Promise.all(
    sources.map(async ({ constant, contract, parts = [] }: Source) => {
      const abis = await Promise.all([contract, ...parts].map(async (name) => (await readArtifact(name)).abi));
      return [constant, parts.length === 0 ? (abis[0] ?? []) : merge(abis)] as const;
    }),
  );
  return [...compiled, ['aaveErrorsAbi', await readAaveErrors()]];
}

/** One ABI of several contracts that answer at one address; how each of them came into being is no part of it. */
function merge(abis: readonly Abi[]): Abi {
  const items = abis.flat().filter(({ type }) => type !== 'constructor' && type !== 'fallback' && type !== 'receive');
  return [...new Map(items.map((item) => [`${item.type} ${formatAbiItem(item)}`, item])).values()];
}

/** Aave's errors are in none of our interfaces, but they are what a refused operation ends in. */
async function readAaveErrors(): Promise<Abi> {
  const text = await readFile(join(projectRoot, aaveErrorsPath), 'utf8');
  return [...text.matchAll(/^\s*error (\w+)\(([^)]*)\);/gm)].map(([, name = '', parameters = '']) => ({
    type: 'error' as const,
    name,
    inputs: parameters
      .split(',')
      .filter((parameter) => parameter.trim() !== '')
      .map((parameter) => {
        const [type = '', parameterName = ''] = parameter.trim().split(/\s+/);
        return { type, name: parameterName };
      }),
  }));
}

function render(constant: string, abi: Abi): string {
  const json = JSON.stringify(abi, (key, value: AbiParameter) => (key === 'internalType' ? undefined : value));
  return `// Written by script/generateAbis.ts; do not edit.\nexport const ${constant} = ${json} as const;\n`;
}

function format(path: string, text: string): string {
  const biome = join(projectRoot, 'node_modules/.bin/biome');
  return execFileSync(biome, ['format', `--stdin-file-path=${path}`], {
    cwd: projectRoot,
    input: text,
    encoding: 'utf8',
  });
}

process.exitCode = await main(process.argv.includes('--check'));
