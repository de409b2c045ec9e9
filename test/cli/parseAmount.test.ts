import { expect, test } from 'vitest';
import { formatWad } from '../../keeper/cli/output/formatWad.ts';
import { parseAmount } from '../../keeper/cli/output/parseAmount.ts';

test.each([
  ['1', 10n ** 18n],
  ['100', 100n * 10n ** 18n],
  ['0.5', 5n * 10n ** 17n],
  ['0.000000000000000001', 1n],
  ['00.10', 10n ** 17n],
  ['123456789.123456789123456789', 123456789123456789123456789n],
])('%s whole units are %s wei', (text, wei) => {
  expect(parseAmount(text, 'The amount')).toBe(wei);
});

test.each(['', ' 1', '+1', '-1', '.5', '1.', '1e3', '0x10', '1,5', '١', 'NaN', '1.0.0'])(
  '"%s" is no amount',
  (text) => {
    expect(() => parseAmount(text, 'The amount')).toThrow(/is not a number/);
  },
);

test.each(['0', '0.0', '0.000000000000000000', '00'])('%s is refused as zero', (text) => {
  expect(() => parseAmount(text, 'The amount')).toThrow('The amount is zero. Give more than zero.');
});

test('more decimals than the token has are refused, not rounded', () => {
  expect(() => parseAmount('0.1234567890123456789', 'The amount')).toThrow(/has 19 decimals/);
});

test.each([
  [0n, '0.0000'],
  [1n, '0.0000'],
  [-(10n ** 18n) / 2n, '-0.5000'],
  [1_234_567n * 10n ** 18n + 99_999n * 10n ** 13n, '1,234,567.9999'],
  [-1_000n * 10n ** 18n, '-1,000.0000'],
])('%s wei are shown as %s, cut off and never rounded up', (wei, text) => {
  expect(formatWad(wei)).toBe(text);
});
