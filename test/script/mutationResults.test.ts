import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../script/mutate/judge.ts';
import { report } from '../../script/mutate/report.ts';
import { isStillTrue } from '../../script/mutate/results/isStillTrue.ts';
import { readAccepted } from '../../script/mutate/results/readAccepted.ts';
import { readResults } from '../../script/mutate/results/readResults.ts';
import type { AcceptedSurvivor, Mutant, OutcomeKind, Result } from '../../script/mutate/types.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';

const result: Result = { id: 'a', kind: 'killed', seconds: 1, sourceDigest: 's', testsDigest: 't' };

function mutant(id: string): Mutant {
  const edit = { start: 0, end: 1, text: '' };
  const lines = { before: `before ${id}`, after: `after ${id}` };
  return { id, file: 'A.sol', contract: 'A', function: 'f', operator: 'guard', line: 3, edit, ...lines };
}

function judged(kinds: Readonly<Record<string, OutcomeKind>>) {
  return Object.entries(kinds).map(([id, kind]) => ({ mutant: mutant(id), kind }));
}

function accepted(id: string): AcceptedSurvivor {
  const lines = { before: `before ${id}`, after: `after ${id}` };
  return { id, file: 'A.sol', function: 'f', operator: 'guard', reason: 'the same for every input', ...lines };
}

const nineDead = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`k${i}`, 'killed' as const]));

describe('the judgement', () => {
  it('is good where nine of ten are dead and the tenth has its reason', () => {
    const judgement = judge(judged({ ...nineDead, s: 'survived' }), [accepted('s')]);
    expect(judgement).toMatchObject({ ok: true, killRate: 0.9, unlisted: [], needless: [] });
  });

  it('is bad where a survivor has no reason on record', () => {
    const judgement = judge(judged({ ...nineDead, k9: 'killed', s: 'survived' }), []);
    expect(judgement.ok).toBe(false);
    expect(judgement.unlisted.map(({ id }) => id)).toEqual(['s']);
  });

  it('is bad where too many survived, whatever their reasons', () => {
    const kinds = { ...nineDead, s: 'survived', z: 'survived' } as const;
    expect(judge(judged(kinds), [accepted('s'), accepted('z')])).toMatchObject({ ok: false, unlisted: [] });
  });

  it('counts what does not compile for nothing, and what does not end as dead', () => {
    const judgement = judge(judged({ a: 'killed', b: 'timeout', c: 'invalid', d: 'survived' }), [accepted('d')]);
    expect(judgement.killRate).toBeCloseTo(2 / 3);
    expect(judgement.counts).toEqual({ killed: 1, timeout: 1, invalid: 1, survived: 1 });
  });

  it('names what was accepted and is dead', () => {
    const judgement = judge(judged(nineDead), [accepted('k1'), accepted('elsewhere')]);
    expect(judgement.needless.map(({ id }) => id)).toEqual(['k1']);
  });

  it('is told with place, operator and both lines', () => {
    const all = judged({ ...nineDead, s: 'survived' });
    const words = report(all, judge(all, []));
    expect(words).toContain('SURVIVED A.sol:3 guard in A.f (s)\n  - before s\n  + after s');
    expect(words).toContain('90.0 % killed: 9 by a test');
  });
});

describe('a result', () => {
  it('holds while its source is the same, and for a survivor the tests too', () => {
    expect(isStillTrue(undefined, 's', 't')).toBe(false);
    expect(isStillTrue(result, 's', 'others')).toBe(true);
    expect(isStillTrue(result, 'other', 't')).toBe(false);
    expect(isStillTrue({ ...result, kind: 'survived' }, 's', 't')).toBe(true);
    expect(isStillTrue({ ...result, kind: 'survived' }, 's', 'others')).toBe(false);
  });
});

describe('the record', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ballast-results-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is empty where there is none', async () => {
    expect((await readResults(join(folder, 'none.jsonl'))).size).toBe(0);
  });

  it('gives the last result of each, and passes over a line that was cut off', async () => {
    const path = join(folder, 'results.jsonl');
    const line = (one: Result) => `${JSON.stringify(one)}\n`;
    await writeFile(path, `${line({ ...result, kind: 'survived' })}${line(result)}{"id":"b","ki`);
    expect([...(await readResults(path)).values()]).toEqual([result]);
  });

  it('refuses a survivor without a reason', async () => {
    const path = join(folder, 'survivors.json');
    await writeFile(path, JSON.stringify([{ ...accepted('s'), reason: '' }]));
    await expect(readAccepted(path)).rejects.toThrow(/reason/);
  });

  it('has a list of survivors that is in order', async () => {
    const path = join(projectRoot, 'test/mutation/survivors.json');
    const list = await readAccepted(path);
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    for (const { file, before } of list) {
      expect(await readFile(join(projectRoot, file), 'utf8'), file).toContain(before.split('\n')[0]);
    }
  });
});
