import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageLayout } from '@openzeppelin/upgrades-core';
import { KeeperError } from '../keeper/core/errors.ts';
import { compareLayouts } from './storage/compareLayouts.ts';
import { readUpgradeables, type Upgradeable } from './storage/readUpgradeables.ts';
import { sharedNamespaces } from './storage/sharedNamespaces.ts';
import { sourceRoots, upgradeableContracts } from './storage/upgradeableContracts.ts';
import { collectSources } from './toolchain/collectSources.ts';
import { projectRoot } from './toolchain/projectRoot.ts';

/**
 * Holds the vault's storage to what is on record in deployments/storage, so that an upgrade reads what the code before it wrote.
 *
 * `--write` records the present layouts, where they are compatible with the recorded ones. `--replace` records them in any case: only before the first
 * deployment that holds money.
 */
const folder = join(projectRoot, 'deployments', 'storage');

async function main(args: readonly string[]): Promise<number> {
  const files = upgradeableContracts.map(({ name }) => name.split(':')[0] ?? name);
  const upgradeables = await readUpgradeables(await collectSources(files, sourceRoots), upgradeableContracts);
  const complaints = [...upgradeables.flatMap(unsafe), ...disagreements(upgradeables)];
  for (const upgradeable of upgradeables) {
    const recorded = await readRecord(upgradeable.name);
    const reason = recorded === undefined ? undefined : compareLayouts(recorded, upgradeable.layout);
    if (reason !== undefined && !args.includes('--replace')) complaints.push(`${upgradeable.name}: ${reason}`);
    else if (args.includes('--write') || args.includes('--replace')) await writeRecord(upgradeable);
    else if (recorded === undefined) complaints.push(`${upgradeable.name}: no layout on record; run with --write.`);
    else if (compareLayouts(upgradeable.layout, recorded) !== undefined)
      complaints.push(
        `${upgradeable.name}: compatible with the layout on record, but not the same; run with --write and commit it.`,
      );
  }
  for (const complaint of complaints) console.error(complaint);
  return complaints.length === 0 ? 0 : 1;
}

function unsafe({ name, errors }: Upgradeable): string[] {
  return errors.map((error) => `${name}: not safe behind a proxy: ${error}`);
}

function disagreements(upgradeables: readonly Upgradeable[]): string[] {
  return upgradeables.flatMap((one, i) =>
    upgradeables
      .slice(i + 1)
      .flatMap((other) =>
        sharedNamespaces(one.layout, other.layout).map((id) => `${one.name} and ${other.name} see ${id} differently.`),
      ),
  );
}

function recordPath(name: string): string {
  return join(folder, `${name.split(':')[1] ?? name}.json`);
}

async function readRecord(name: string): Promise<StorageLayout | undefined> {
  const text = await readFile(recordPath(name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as StorageLayout);
}

async function writeRecord({ name, layout }: Upgradeable): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(recordPath(name), `${JSON.stringify(layout, null, 2)}\n`);
  console.error(`Recorded ${recordPath(name)}`);
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof KeeperError)) throw error;
  console.error(error.shortMessage);
  return 2;
});
