import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareGas, movedFigures, readGasSnapshots } from '../../script/testing/compareGas.ts';

const of = (entries: Record<string, bigint>): ReadonlyMap<string, bigint> => new Map(Object.entries(entries));

describe('gas snapshots', () => {
  it('let a figure move by half a percent either way, and not by a wei of gas more', () => {
    expect(movedFigures(of({ a: 100_000n }), of({ a: 100_500n }))).toEqual([]);
    expect(movedFigures(of({ a: 100_000n }), of({ a: 99_500n }))).toEqual([]);
    expect(movedFigures(of({ a: 100_000n }), of({ a: 100_501n }))).toEqual(['a went from 100000 to 100501']);
    expect(movedFigures(of({ a: 100_000n }), of({ a: 99_499n }))).toEqual(['a went from 100000 to 99499']);
  });

  it('name a figure that is new and one that was not measured', () => {
    expect(movedFigures(of({ a: 1n }), of({ b: 1n }))).toEqual(['a was not measured', 'b is new']);
  });

  it('put noise back and keep what moved', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gas-'));
    const [quiet, loud] = [join(folder, 'quiet.json'), join(folder, 'loud.json')];
    await writeFile(quiet, '{"a": "100000"}');
    await writeFile(loud, '{"a": "100000"}');
    const before = await readGasSnapshots(folder);
    await writeFile(quiet, '{"a": "100001"}');
    await writeFile(loud, '{"a": "200000"}');
    const lines: string[] = [];
    expect(await compareGas(before, (line) => lines.push(line))).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(await readFile(quiet, 'utf8')).toBe('{"a": "100000"}');
    expect(await readFile(loud, 'utf8')).toBe('{"a": "200000"}');
    expect(lines).toEqual([`gas: a went from 100000 to 200000. If this is meant, commit ${loud}.`]);
  });
});
