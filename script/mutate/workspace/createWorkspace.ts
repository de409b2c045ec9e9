import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../toolchain/projectRoot.ts';

const copied = [
  'contracts',
  'strategies',
  'test',
  'script/replica/models',
  'script/solc.mjs',
  'foundry.toml',
  '.ballast/replica',
];

/** Tests that measure the code instead of running it, and the code here is not optimized, to be compiled in half the time. */
const leftOut = [
  { file: 'test/unit/vault/Parts.t.sol', test: 'test_EachPartLeavesRoomUnderTheLimitOfCode' },
  { file: 'test/unit/oracle/LstOracle.t.sol', test: 'test_TheGasThatIsAskedForIsEnoughForASource' },
  { file: 'test/unit/queue/Griefing.t.sol', test: 'test_TwoThousandDustRequestsCostAPushOneReadEach' },
] as const;

/**
 * Copies what forge needs of the project to a new folder under the system's one for temporary files, so that no mutant ever stands in the checkout.
 *
 * @returns the folder, which is the caller's to remove
 */
export async function createWorkspace(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-mutate-'));
  // Where no replica is prepared, the tests that need it say so.
  for (const name of copied.filter((path) => existsSync(join(projectRoot, path)))) {
    await cp(join(projectRoot, name), join(folder, name), { recursive: true, verbatimSymlinks: true });
  }
  await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  await mkdir(join(folder, 'none'));
  // With any filter forge compiles all tests twice, first for their names alone.
  await rewrite(join(folder, 'foundry.toml'), (text) => text.replace(/^no_match_test.*$/m, ''));
  for (const { file, test } of leftOut) {
    await rewrite(join(folder, file), (text) => text.replace(`function ${test}(`, `function leftOut_${test}(`));
  }
  for (const name of await readdir(join(folder, 'test/invariant'))) {
    if (name.endsWith('.t.sol')) await rewrite(join(folder, 'test/invariant', name), shorten);
  }
  return folder;
}

/** Invariants run as long as foundry.toml says, and not as long as their files ask for: a survivor would take minutes. */
function shorten(text: string): string {
  return text.replace(/^\s*\/\/\/ forge-config: default\.invariant\.(?:runs|depth) = .*\n/gm, '');
}

async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}
