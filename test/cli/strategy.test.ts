import { expect, test } from 'vitest';
import { expectRefusal } from './support/expectRefusal.ts';
import { runCli } from './support/runCli.ts';

test('names the strategies that can be tested', async () => {
  const { code, stdout } = await runCli(['strategy', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).strategies).toEqual(expect.arrayContaining(['AaveV3Loop', 'TemplateStrategy']));
});

test('the template conforms, whatever the case of its name', async () => {
  const { code, stdout, stderr } = await runCli(['strategy', '--json', 'test', 'templatestrategy']);
  expect(stderr).toContain('15 tests passed, 0 failed');
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    { strategy: 'TemplateStrategy', where: 'the replica', conforms: true },
  ]);
}, 600_000);

test('one that is not there is refused, and those that are named', async () => {
  expectRefusal(
    await runCli(['strategy', 'test', 'Nope']),
    2,
    /There is no test\/strategy\/Nope\.t\.sol\. Known are AaveV3Loop, .*; docs\/STRATEGIES\.md says how to add one\./,
  );
});
