import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../../keeper/plan/canonicalJson.ts';

test('keys are sorted at every depth, undefined is left out, and bigint is a decimal string', () => {
  const value = { b: [1, { d: 10n ** 30n, c: undefined }], a: { z: null, y: 'ä"' } };
  expect(canonicalJson(value)).toBe('{"a":{"y":"ä\\"","z":null},"b":[1,{"d":"1000000000000000000000000000000"}]}');
});

test('what JSON would turn into something else is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('x'), [undefined]]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
});

test('the order in which keys were written makes no difference, and every value does', () => {
  const object = fc.dictionary(fc.string(), fc.oneof(fc.bigInt(), fc.string(), fc.boolean()), { minKeys: 1 });
  fc.assert(
    fc.property(object, (original) => {
      const shuffled = Object.fromEntries(Object.entries(original).reverse());
      expect(canonicalJson(shuffled)).toBe(canonicalJson(original));
      const [key = ''] = Object.keys(original);
      expect(canonicalJson({ ...original, [key]: 0.5 })).not.toBe(canonicalJson(original));
    }),
  );
});

test('it is JSON that reads back as what it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
