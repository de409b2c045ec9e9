import { expect, test } from 'vitest';
import { exampleConfig } from '../../../keeper/config/exampleConfig.ts';
import { parseConfig } from '../../../keeper/config/parseConfig.ts';
import { resolvePolicy } from '../../../keeper/config/resolvePolicy.ts';
import { defaultPolicy } from '../../../keeper/core/policy.ts';

test('the example in the repository has every key, as the schema describes it (vitest -u writes it anew)', async () => {
  await expect(exampleConfig()).toMatchFileSnapshot('../../../keeper/config/ballast.example.toml');
});

test('as it stands the example sets nothing', () => {
  const config = parseConfig(exampleConfig(), 'example');
  expect(resolvePolicy(config.policy)).toEqual(defaultPolicy);
  expect(config.network).toEqual({});
});

test('with every line taken it is valid, and its policy is the default one', () => {
  const text = exampleConfig().replace(/^# (\w+ = )/gm, '$1');
  const config = parseConfig(text, 'example');
  expect(resolvePolicy(config.policy)).toEqual(defaultPolicy);
  expect(config.keeper?.intervalSeconds).toBe(12);
});

test('every setting is described, the numbers of the policy with their unit and bounds', () => {
  const lines = exampleConfig().split('\n');
  const settings = lines.flatMap((line, index) => (/^# \w+ = /.test(line) ? [index] : []));
  expect(settings.length).toBeGreaterThan(30);
  for (const index of settings) expect(lines[index - 1]).toMatch(/^# \S.{15,}/);
  const trigger = lines.findIndex((line) => line.startsWith('# triggerWad'));
  expect(lines[trigger - 1]).toMatch(
    /In stressed health factor, WAD, 1000000000000000000 to 1500000000000000000\. It guards against: liquidation/,
  );
});
