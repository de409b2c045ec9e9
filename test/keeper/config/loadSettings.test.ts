import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { developmentDataDir } from '../../../keeper/config/developmentDataDir.ts';
import { loadSettings } from '../../../keeper/config/loadSettings.ts';
import { defaultPolicy } from '../../../keeper/core/policy.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = (text: string, name = 'ballast.toml') => writeFile(join(folder, name), text);

test('without anything the defaults hold', async () => {
  expect(await loadSettings({}, {}, folder)).toEqual({
    configPath: undefined,
    rpcUrl: 'http://127.0.0.1:8545',
    chainId: 1,
    vaultAddress: undefined,
    deploymentName: 'wsteth',
    dataDir: join(folder, '.ballast'),
    databaseUrl: undefined,
    intervalSeconds: 12,
    policy: defaultPolicy,
  });
});

test('a flag goes before the environment, the environment before the file, the file before the default', async () => {
  await file('[network]\nrpcUrl = "http://file"\nchainId = 3\n[vault]\nname = "file"\n');
  const env = { BALLAST_RPC_URL: 'http://env', BALLAST_CHAIN_ID: '2' };
  const settings = await loadSettings({ rpc: 'http://flag' }, env, folder);
  expect([settings.rpcUrl, settings.chainId, settings.deploymentName, settings.intervalSeconds]).toEqual([
    'http://flag',
    2,
    'file',
    12,
  ]);
});

test('an empty variable is one that is not set', async () => {
  expect((await loadSettings({}, { BALLAST_RPC_URL: '' }, folder)).rpcUrl).toBe('http://127.0.0.1:8545');
});

test('a wrong value names the flag or the variable that it came from', async () => {
  await expect(loadSettings({ rpc: '' }, {}, folder)).rejects.toThrow('--rpc must be a URL');
  await expect(loadSettings({}, { BALLAST_CHAIN_ID: 'one' }, folder)).rejects.toThrow(
    'BALLAST_CHAIN_ID must be a whole number above zero.',
  );
  await expect(loadSettings({ name: '../x' }, {}, folder)).rejects.toThrow('--name must consist of small letters');
});

test('a relative data folder starts from the file that names it, or from where the command runs', async () => {
  await file('[keeper]\ndataDir = "data"\n', 'other.toml');
  expect((await loadSettings({ config: 'other.toml' }, {}, folder)).dataDir).toBe(join(folder, 'data'));
  expect((await loadSettings({ config: join(folder, 'other.toml') }, {}, '/')).dataDir).toBe(join(folder, 'data'));
  expect((await loadSettings({ dataDir: 'mine' }, {}, folder)).dataDir).toBe(join(folder, 'mine'));
});

test('a named file must be there', async () => {
  await expect(loadSettings({ config: 'gone.toml' }, {}, folder)).rejects.toThrow(
    'The configuration file gone.toml cannot be read',
  );
});

test('a development node’s data lie apart, by the place that it answers at', () => {
  const at = (rpcUrl: string) => developmentDataDir({ dataDir: '/data', rpcUrl });
  expect(at('http://127.0.0.1:8545')).toBe('/data/development/127.0.0.1-8545');
  expect(at('http://user:pw@node.example/key')).toBe('/data/development/node.example');
});
