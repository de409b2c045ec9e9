import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../keeper/config/parseConfig.ts';
import { resolvePolicy } from '../../../keeper/config/resolvePolicy.ts';
import { defaultPolicy, policyBounds } from '../../../keeper/core/policy.ts';

const parse = (text: string) => parseConfig(text, 'ballast.toml');

test('an empty file is a valid one', () => {
  expect(parse('')).toEqual({});
});

test('a full file is read', () => {
  const config = parse(`
    [network]
    rpcUrl = "https://node.example"
    chainId = 1
    [vault]
    address = "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0"
    name = "main"
    [keeper]
    dataDir = "data"
    databaseUrl = "postgres://db.example/journal"
    intervalSeconds = 60
    [policy.leverage]
    maxWad = 3_000_000_000_000_000_000
    [policy.carry]
    floorBps = -20
  `);
  expect(config.vault?.address).toBe('0x7f39C581F595B53c5cb19bD0b3f8dA6c935E2Ca0');
  expect(config.keeper).toEqual({ dataDir: 'data', databaseUrl: 'postgres://db.example/journal', intervalSeconds: 60 });
  expect(config.policy).toEqual({ leverage: { maxWad: 3n * 10n ** 18n }, carry: { floorBps: -20n } });
});

describe('unknown keys', () => {
  test.each([
    ['[netwrok]\n', 'ballast.toml: unknown key "netwrok" at the top level. Did you mean "network"?'],
    ['[network]\nrpcurl = "x"\n', 'ballast.toml: unknown key "rpcurl" in [network]. Did you mean "rpcUrl"?'],
    [
      '[policy.health]\ntriggerWd = 1\n',
      'ballast.toml: unknown key "triggerWd" in [policy.health]. Did you mean "triggerWad"?',
    ],
    ['[policy.heath]\n', 'ballast.toml: unknown key "heath" in [policy]. Did you mean "health"?'],
    ['[vault]\nzzzzzzz = 1\n', 'ballast.toml: unknown key "zzzzzzz" in [vault]. Known keys are address, name.'],
    [
      '[keeper]\nprivateKey = "0x"\n',
      'ballast.toml: unknown key "privateKey" in [keeper]. Known keys are dataDir, databaseUrl, intervalSeconds.',
    ],
  ])('%j', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});

describe('values', () => {
  test.each([
    ['[network]\nrpcUrl = "ftp://x"\n', 'rpcUrl in [network] must be a URL that begins with http:// or https://.'],
    ['[network]\nchainId = "1"\n', 'chainId in [network] must be a whole number.'],
    ['[network]\nchainId = 0\n', 'chainId in [network] must be above zero.'],
    ['[vault]\naddress = "0x12"\n', 'address in [vault] must be an Ethereum address'],
    // One letter of the checksum is wrong: a typing error that must not pass.
    [
      '[vault]\naddress = "0x7F39C581F595B53c5cb19bD0b3f8dA6c935E2Ca0"\n',
      'address in [vault] must be an Ethereum address',
    ],
    ['[keeper]\ndatabaseUrl = "postgres://u:secret@db/j"\n', 'databaseUrl in [keeper] must not carry a password'],
    ['[keeper]\nintervalSeconds = 0.5\n', 'intervalSeconds in [keeper] must be a whole number of seconds.'],
    ['[policy.leverage]\nmaxWad = 1.5\n', 'maxWad in [policy.leverage] must be a whole number'],
    ['network = 1\n', '[network] must be of type object, not number.'],
    ['[network\n', 'is not valid TOML in line 1.'],
  ])('%j', (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test('every number of the policy is held within its bounds, at both ends', () => {
    for (const [group, fields] of Object.entries(policyBounds)) {
      for (const [field, { min, max }] of Object.entries(fields)) {
        const config = (value: bigint) => parse(`[policy.${group}]\n${field} = "${value}"\n`);
        expect(config(min).policy).toEqual({ [group]: { [field]: min } });
        expect(config(max).policy).toEqual({ [group]: { [field]: max } });
        expect(() => config(min - 1n)).toThrow(`${field} in [policy.${group}] must lie between ${min} and ${max}`);
        expect(() => config(max + 1n)).toThrow(`${field} in [policy.${group}] must lie between ${min} and ${max}`);
      }
    }
  });
});

test('a number of the policy that is set replaces the default, and nothing else', () => {
  const policy = resolvePolicy({ peg: { maxDiscountBps: 7n } });
  expect(policy).toEqual({ ...defaultPolicy, peg: { maxDiscountBps: 7n } });
});

test('numbers of the policy that contradict each other are refused', () => {
  expect(() => resolvePolicy({ carry: { floorBps: 100n, resumeBps: 100n } })).toThrow(
    /floorBps .* must be under .*resumeBps/,
  );
});
