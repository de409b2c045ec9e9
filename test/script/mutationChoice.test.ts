import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findMutants } from '../../script/mutate/findMutants.ts';
import { listSources } from '../../script/mutate/listSources.ts';
import { parseArguments } from '../../script/mutate/parseArguments.ts';
import { sampleMutants } from '../../script/mutate/sampleMutants.ts';
import { suites } from '../../script/mutate/suites.ts';
import { suitesOf } from '../../script/mutate/suitesOf.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';
import { mutantsIn } from './support/mutantsIn.ts';
import { parseText } from './support/parseText.ts';

const text = `contract A {
  uint256 constant LIMIT = 5;
  uint256 x = 6;
  function raise(uint256 a) external { require(a < LIMIT); x += a; x += a; }
  function twice(uint256 a) external {
    x += a;
    x += a;
    log(
      a
    );
  }
  function lower(uint256 a) external { require(a < LIMIT); x -= a; }
}`;

const source = parseText(text);
const moved = parseText(`\n// €uro\n${text}`);
const changed = parseText(text.replace('a < LIMIT', 'a < 2 * LIMIT'));

const uneven = parseText(`contract A {
  function f(uint256 a) external {
    ${Array.from({ length: 12 }, (_, i) => `bool t${i} = a == b;`).join('\n')}
    emit One();
    emit Two();
  }
}`);

describe('a mutant', () => {
  it('is of code and constants, and of nothing else', async () => {
    const literals = mutantsIn(await source, 'literal');
    expect(literals.map(({ before, function: name }) => [name, before])).toEqual([
      ['LIMIT', 'uint256 constant LIMIT = 5;'],
    ]);
  });

  it('says where it stands', async () => {
    const [first] = mutantsIn(await source, 'guard');
    expect(first).toMatchObject({ file: 'A.sol', contract: 'A', function: 'raise', operator: 'guard', line: 4 });
  });

  it('stands where it begins', async () => {
    const [call] = mutantsIn(await source, 'statement').filter(({ before }) => before.startsWith('log('));
    expect(call?.line).toBe(8);
  });

  it('keeps its name when lines above it move, and has one of its own beside its like', async () => {
    const names = findMutants(await source).map(({ id }) => id);
    expect(findMutants(await moved).map(({ id }) => id)).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
  });

  it('stands where it says although the text before it has letters of several bytes', async () => {
    const [plain] = mutantsIn(await source, 'boundary');
    const [after] = mutantsIn(await moved, 'boundary');
    expect(after?.after).toBe(plain?.after);
  });

  it('has another name when its line changes', async () => {
    const [before] = mutantsIn(await source, 'guard');
    const [after] = mutantsIn(await changed, 'guard');
    expect(after?.id).not.toBe(before?.id);
  });
});

describe('a sample', () => {
  it('is the same for the same seed, another for another, and part of a larger one', async () => {
    const all = findMutants(await source);
    const small = sampleMutants(all, 5, 'one');
    expect(small).toHaveLength(5);
    expect(sampleMutants([...all].reverse(), 5, 'one')).toEqual(small);
    expect(sampleMutants(all, 8, 'one')).toEqual(expect.arrayContaining(small));
    expect(sampleMutants(all, 5, 'two')).not.toEqual(small);
  });

  it('gives every operator its share', async () => {
    const all = findMutants(await uneven);
    const counted = (mutants: typeof all) => mutants.filter(({ operator }) => operator === 'event').length;
    expect([all.length, counted(all)]).toEqual([14, 2]);
    for (const seed of ['one', 'two', 'three']) expect(counted(sampleMutants(all, 7, seed)), seed).toBe(1);
  });

  it('draws within one operator by the seed', async () => {
    const all = mutantsIn(await uneven, 'comparison');
    expect(sampleMutants(all, 6, 'one')).not.toEqual(sampleMutants(all, 6, 'two'));
  });
});

describe('the table of suites', () => {
  it('names folders and tests that exist', () => {
    for (const { sources, tests } of suites.flatMap((row) => row.suites)) {
      expect(existsSync(join(projectRoot, sources)), sources).toBe(true);
      expect(existsSync(join(projectRoot, tests)), tests).toBe(true);
    }
  });

  it('has every file with code, except the lens', async () => {
    const names = (
      await Promise.all(
        ['contracts', 'strategies'].map(async (folder) =>
          (await readdir(join(projectRoot, folder), { recursive: true })).map((name) => `${folder}/${name}`),
        ),
      )
    ).flat();
    const withCode = names.filter((name) => /\/[^I/][^/]*\.sol$|\/I[a-z][^/]*\.sol$/.test(name));
    const missing = withCode.filter((name) => suitesOf(name).length === 0);
    expect(
      missing.every((name) => name.startsWith('contracts/lens/')),
      missing.join(),
    ).toBe(true);
    expect(await listSources()).toEqual(names.filter((name) => suitesOf(name).length > 0).sort());
  });
});

describe('the arguments', () => {
  it('are read', () => {
    expect(parseArguments(['--sample', '30', '--file', 'a,b', '--file', 'c', '--jobs', '2'])).toMatchObject({
      sample: 30,
      files: ['a', 'b', 'c'],
      jobs: 2,
      fresh: false,
    });
  });

  it.each([[['--sample', 'x']], [['--jobs', '0']], [['--sample', '1.5']], [['--simple']]])('%j are refused', (args) => {
    expect(() => parseArguments(args)).toThrow(/mutate takes --sample/);
  });
});
