import { describe, expect, test } from 'vitest';
import { figureLine } from '../../script/bench/figureLine.ts';
import { figureTable } from '../../script/bench/figureTable.ts';
import type { Figure } from '../../script/bench/types.ts';

const rival = { name: 'a "quoted" rival', value: 69_265 };
const gas: Figure = { name: 'gas.deposit.idle', value: 87_878, unit: 'gas', rival, goal: null, ok: true };
const boot: Figure = { name: 'replica.boot.cached', value: 2.25, unit: 's', rival: null, goal: 2, ok: false };
const lost: Figure = { name: 'keeper.readsPerTick', value: null, unit: 'calls', rival: null, goal: 1, ok: false };

describe('a JSON line', () => {
  test.each([gas, boot, lost])('gives the figure back: $name', (figure) => {
    const line = figureLine(figure);
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toEqual(figure);
  });

  test('has the same keys in the same order, whatever the figure carries', () => {
    const { ok, ...rest } = gas;
    const shuffled = { ok, extra: 1, ...rest };
    expect(Object.keys(JSON.parse(figureLine(shuffled)))).toEqual(['name', 'value', 'unit', 'rival', 'goal', 'ok']);
  });
});

describe('the table', () => {
  const lines = figureTable([gas, boot, lost]).split('\n');

  test('has a heading and a line a figure', () => {
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^figure +value +unit +goal +rival +ratio/);
  });

  test('groups gas, gives the ratio and names the rival', () => {
    expect(lines[1]).toMatch(/^gas\.deposit\.idle +87,878 +gas +– +69,265 +1\.27 +ok +a "quoted" rival$/);
  });

  test('says aloud what misses its goal', () => {
    expect(lines[2]).toMatch(/^replica\.boot\.cached +2\.25 +s +2 +– +– +NOT OK$/);
  });

  test('shows what was not measured as such', () => {
    expect(lines[3]).toMatch(/^keeper\.readsPerTick +– +calls +1 +– +– +NOT OK$/);
  });
});
