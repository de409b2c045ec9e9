import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deploymentPath } from '../../keeper/config/deploymentPath.ts';
import { developmentDataDir } from '../../keeper/config/developmentDataDir.ts';
import { expectRefusal } from './support/expectRefusal.ts';
import type { CliOptions } from './support/runCli.ts';
import { type CliWorld, startCliWorld } from './support/world.ts';

let world: CliWorld;
beforeAll(async () => {
  world = await startCliWorld();
});
afterAll(() => world.stop());

/** Well formed, and nobody's. */
const foreignKey = `0x${'ab'.repeat(32)}`;
const stranger = '0xa0Ee7A142d267C1f36714E4a8F75612F20a79720';

/** Runs a command that must be refused, and demands that it left no trace on the chain. */
async function refuse(args: readonly string[], code: 1 | 2, words: RegExp, options: CliOptions = {}): Promise<void> {
  const before = await world.footprint();
  expectRefusal(await world.cli(args, options), code, words);
  expect(await world.footprint()).toBe(before);
}

async function withConfig(text: string): Promise<readonly string[]> {
  const path = join(world.folder, 'bad.toml');
  await writeFile(path, text);
  return ['--config', path];
}

describe('configuration', () => {
  test('an unknown key is named with the nearest known one', async () => {
    const config = await withConfig('[network]\nrpcURI = "http://127.0.0.1:8545"\n');
    await refuse(['deposit', '1', ...config], 2, /unknown key "rpcURI" in \[network\]\. Did you mean "rpcUrl"\?/);
  });

  test('a policy number out of bounds is named with its bounds', async () => {
    const config = await withConfig('[policy.leverage]\nmaxWad = 99_000_000_000_000_000_000\n');
    await refuse(
      ['run', '--live', '--once', ...config],
      2,
      /maxWad in \[policy\.leverage\] must lie between 1000000000000000000 and 12000000000000000000/,
    );
  });

  test('a secret in the file is refused', async () => {
    const config = await withConfig('[network]\nrpcUrl = "http://user:secret@127.0.0.1:8545"\n');
    const run = await world.cli(['status', ...config]);
    expectRefusal(run, 2, /rpcUrl in \[network\] must not carry a password; set BALLAST_RPC_URL/);
    expect(run.stderr).not.toContain('secret');
  });

  test('a file that is not there is named', async () => {
    await refuse(['status', '--config', 'nowhere.toml'], 2, /nowhere\.toml cannot be read/);
  });
});

describe('node', () => {
  test('another chain id than expected', async () => {
    await refuse(['deposit', '1', '--chain-id', '10'], 2, /has chain id 1, but 10 is expected/);
  });

  test('an RPC that is not there may be tried again, and its key is not repeated', async () => {
    const run = await world.cli(['deposit', '1', '--rpc', 'http://user:secret@127.0.0.1:9/v2/secret']);
    expectRefusal(run, 1, /No node answers at http:\/\/127\.0\.0\.1:9\/….*ballast replica/);
    expect(run.stderr).not.toContain('secret');
  });

  test('an RPC URL that is none', async () => {
    await refuse(['deposit', '1', '--rpc', 'localhost'], 2, /--rpc must be a URL that begins with http/);
  });
});

describe('vault', () => {
  test('an address without code', async () => {
    await refuse(['deposit', '1', '--vault', stranger], 2, /no contract at 0xa0Ee.* on chain 1/);
  });

  test('a contract that is no vault', async () => {
    await refuse(['deposit', '1', '--vault', world.deployment.oracle.address], 2, /is not a Ballast vault/);
  });

  test('an address that is none', async () => {
    await refuse(['deposit', '1', '--vault', '0x12'], 2, /--vault must be an Ethereum address/);
  });

  test('no record and no address', async () => {
    await refuse(['deposit', '1', '--name', 'other'], 2, /No vault is known.*1-other\.json.*ballast deploy/);
  });

  test('a record of another chain', async () => {
    const dataDir = developmentDataDir({ dataDir: world.folder, rpcUrl: world.node.rpcUrl });
    const path = deploymentPath(dataDir, 1, 'elsewhere');
    await mkdir(join(path, '..'), { recursive: true });
    const vault = { ...world.deployment.vault, address: stranger };
    const elsewhere = { ...world.deployment, name: 'elsewhere', vault, genesisHash: `0x${'1'.repeat(64)}` };
    await writeFile(path, JSON.stringify(elsewhere));
    await refuse(
      ['deposit', '1', '--name', 'elsewhere'],
      2,
      /does not fit the node.*not at 0xa0Ee.*another chain or an earlier replica/,
    );
  });
});

describe('amounts', () => {
  test.each([
    ['0', /amount is zero/],
    ['-5', /is not a number/],
    ['1e3', /is not a number/],
  ])('deposit %s', async (amount, words) => {
    await refuse(['deposit', amount], 2, words);
  });

  test('more than the account has', async () => {
    await refuse(['deposit', '1000000'], 2, /has [\d,.]+ wstETH and cannot deposit 1,000,000/);
  });

  test('a withdrawal without shares', async () => {
    await refuse(['withdraw', '1'], 2, /holds no shares of this vault/);
  });

  test('an exit without shares, or with a minimum that is no amount', async () => {
    await refuse(['exit', 'max'], 2, /holds no shares of this vault/);
    await refuse(['exit', '1', '--min', 'all'], 2, /--min .* is not a number/);
    await refuse(['exit', '1', '--max-haircut-bps', '10001'], 2, /--max-haircut-bps must be a whole number/);
  });

  test('a withdrawal that is said in two ways, or in none', async () => {
    await refuse(['withdraw', '1', '--all'], 2, /in exactly one way/);
    await refuse(['withdraw'], 2, /in exactly one way/);
  });
});

describe('signers', () => {
  const env = { BALLAST_PRIVATE_KEY: foreignKey };

  test.each([
    [['deposit', '1']],
    [['withdraw', '1']],
    [['exit', '1']],
    [['deploy', '--name', 'second']],
    [['run', '--live', '--once']],
  ])('a foreign key does not sign for a replica: %s', async (args) => {
    await refuse(args, 2, /may not sign for this node: it is a replica/, { env });
  });

  test('a key that is none is refused without being repeated', async () => {
    const run = await world.cli(['deposit', '1'], { env: { BALLAST_PRIVATE_KEY: 'hunter2' } });
    expectRefusal(run, 2, /BALLAST_PRIVATE_KEY is not a private key/);
    expect(run.stderr).not.toContain('hunter2');
  });

  test('an account without the keeper role does not run', async () => {
    await refuse(['run', '--live', '--once', '--account', 'stranger'], 2, /has no keeper role/);
  });

  test('an account that nobody knows', async () => {
    await refuse(['deposit', '1', '--account', 'alice'], 2, /alice is not a development account/);
  });
});

describe('scenarios', () => {
  test('a scenario that there is not', async () => {
    await refuse(['scenario', 'discont'], 2, /no scenario "discont"\. Did you mean discount\?/);
  });

  test('an option that the scenario refuses, or misses', async () => {
    await refuse(['scenario', 'discount', '--bps', 'many'], 2, /--bps many is refused: it must be a number\./);
    await refuse(['scenario', 'discount', '--bps', '99999'], 2, /--bps 99999 is refused: it must be at most 1000\./);
    await refuse(['scenario', 'discount'], 2, /--bps is missing/);
  });

  test('the list takes the options of what it lists', async () => {
    const { code, stdout, stderr } = await world.cli(['scenario', '--rpc', world.node.rpcUrl]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^discount /m);
  });
});
