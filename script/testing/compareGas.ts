import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestCounts } from './testCounts.ts';

/** The text of every gas snapshot, by path. */
export type GasSnapshots = ReadonlyMap<string, string>;

/** Interest that accrues between the weeks of the prepared replica moves a figure by less than this. */
const toleranceBps = 50n;

/** Reads the committed gas snapshots before forge writes them anew. */
export async function readGasSnapshots(folder: string): Promise<GasSnapshots> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(names.map((name, index) => [join(folder, name), texts[index] ?? '']));
}

/**
 * Compares what forge has just measured with what was committed, in both directions, so that a figure never moves unseen.
 *
 * A snapshot whose figures all lie within the tolerance is put back, so that noise leaves no change behind; one that moved is left for the
 * author to read and commit.
 *
 * @returns one passed or failed test a snapshot file
 */
export async function compareGas(before: GasSnapshots, report: (line: string) => void): Promise<TestCounts> {
  let failed = 0;
  for (const [path, text] of before) {
    const moved = movedFigures(figures(text), figures(await readFile(path, 'utf8')));
    if (moved.length === 0) await writeFile(path, text);
    else failed += 1;
    for (const line of moved) report(`gas: ${line}. If this is meant, commit ${path}.`);
  }
  return { passed: before.size - failed, failed, skipped: 0 };
}

/** One sentence for each figure that was added, removed, or moved by more than the tolerance. */
export function movedFigures(before: ReadonlyMap<string, bigint>, after: ReadonlyMap<string, bigint>): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === undefined || now === undefined) return [`${name} ${old === undefined ? 'is new' : 'was not measured'}`];
    const distance = now > old ? now - old : old - now;
    return distance * 10_000n <= old * toleranceBps ? [] : [`${name} went from ${old} to ${now}`];
  });
}

function figures(text: string): ReadonlyMap<string, bigint> {
  const json = JSON.parse(text) as Record<string, string>;
  return new Map(Object.entries(json).map(([name, value]) => [name, BigInt(value)]));
}
