import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';

/** One file that a row of the table names, and the tests in it. */
interface Named {
  readonly row: string;
  readonly path: string;
  readonly tests: readonly string[];
}

const table = readFileSync(join(projectRoot, 'docs', 'ATTACKS.md'), 'utf8');
const rows = table
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split(' | '))
  .filter((cells) => cells.length === 4 && !cells[0]?.startsWith('| attack'));
const named = rows.flatMap(namedIn);

function namedIn(cells: readonly string[]): Named[] {
  const [row = '', , , tests = ''] = cells;
  return tests.split('<br>').flatMap((part): Named[] => {
    const path = /\]\(\.\.\/([^)]+)\)/.exec(part)?.[1];
    if (path === undefined) return [];
    return [{ row: row.slice(2), path, tests: [...part.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '') }];
  });
}

function testsIn(path: string): readonly string[] {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  return path.endsWith('.t.sol')
    ? [...text.matchAll(/\bfunction ((?:test|invariant)\w*)\(/g)].map((match) => match[1] ?? '')
    : [...text.matchAll(/^\s*(?:test|it)(?:\.\w+(?:\([^)]*\))?)?\(\s*'([^'\n]+)'/gm)].map((match) => match[1] ?? '');
}

describe('the table of attacks', () => {
  it('is read whole: every row but those that do not apply names a test', () => {
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((cells) => namedIn(cells).every(({ tests }) => tests.length === 0))).toEqual([]);
  });

  it.each(named)('$row: $path has the tests that it names', ({ path, tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    const present = testsIn(path);
    expect(tests.filter((name) => !present.includes(name))).toEqual([]);
  });

  it('names every test of test/attack', () => {
    const folder = join('test', 'attack');
    const missing = readdirSync(join(projectRoot, folder))
      .filter((file) => file.endsWith('.t.sol'))
      .flatMap((file) => testsIn(join(folder, file)).map((test) => ({ path: `test/attack/${file}`, test })))
      .filter(({ path, test }) => !named.some((entry) => entry.path === path && entry.tests.includes(test)));
    expect(missing).toEqual([]);
  });
});
