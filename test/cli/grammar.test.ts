import { expect, test } from 'vitest';
import { expectRefusal } from './support/expectRefusal.ts';
import { runCli } from './support/runCli.ts';

const commands = [
  'start',
  'replica',
  'deploy',
  'deposit',
  'withdraw',
  'exit',
  'queue',
  'status',
  'plan',
  'run',
  'scenario',
  'strategy',
  'doctor',
];

test('help lists every command and what the exit codes mean', async () => {
  const { code, stdout } = await runCli(['--help']);
  expect(code).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(stdout).toContain('0 done, 1 try again, 2 do not try again');
});

test('every command explains itself and takes --json', async () => {
  const helps = await Promise.all(commands.map((command) => runCli([command, '--help'])));
  for (const { code, stdout } of helps) {
    expect(code).toBe(0);
    expect(stdout).toContain('--json');
  }
});

test('the version is the package’s', async () => {
  const { code, stdout } = await runCli(['--version']);
  expect([code, stdout]).toEqual([0, '0.1.0\n']);
});

test('without a command it prints the help and does not count as done', async () => {
  const { code, stdout, stderr } = await runCli([]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: ballast');
});

test('an unknown flag is refused and the nearest one named', async () => {
  expectRefusal(
    await runCli(['status', '--valt', '0x0']),
    2,
    /unknown option '--valt'\. Did you mean --vault\? See `npx ballast status --help`/i,
  );
});

test('an unknown command is refused and the nearest one named', async () => {
  expectRefusal(
    await runCli(['staus']),
    2,
    /unknown command 'staus'\. Did you mean status\? See `npx ballast --help`/i,
  );
});

test('a missing argument is refused', async () => {
  expectRefusal(await runCli(['deposit']), 2, /missing required argument 'amount'/i);
});

test('with --json an error is one object on stdout as well', async () => {
  const { code, stdout } = await runCli(['deposit', '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({ error: { kind: 'stop', message: expect.stringMatching(/amount/), facts: {} } });
});
