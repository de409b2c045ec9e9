import { expect, test } from 'vitest';
import { pickSigner } from '../../keeper/cli/session/pickSigner.ts';
import { devAccounts } from '../../script/replica/devAccounts.ts';

/** The first development key, which everybody knows. */
const devKey = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const ownKey = `0x${'ab'.repeat(32)}`;
const replica = { replica: true };
const real = { replica: false };

test('a replica is signed for by the account whose part the command is', () => {
  expect(pickSigner(replica, undefined, 'depositor', {}).address).toBe(devAccounts.depositor.address);
});

test('on a replica a named account goes before the environment', () => {
  const account = pickSigner(replica, 'guardian', 'depositor', { BALLAST_PRIVATE_KEY: ownKey });
  expect(account.address).toBe(devAccounts.guardian.address);
});

test('on a replica a development key from the environment signs', () => {
  expect(pickSigner(replica, undefined, 'keeper', { BALLAST_PRIVATE_KEY: devKey }).address).toBe(
    devAccounts.deployer.address,
  );
});

test('on a replica a foreign key is refused', () => {
  expect(() => pickSigner(replica, undefined, 'keeper', { BALLAST_PRIVATE_KEY: ownKey })).toThrow(/it is a replica/);
});

test('elsewhere a key of one’s own signs, with or without 0x', () => {
  const signer = pickSigner(real, undefined, 'keeper', { BALLAST_PRIVATE_KEY: ownKey.slice(2) });
  expect(signer.address).toBe(pickSigner(real, undefined, 'keeper', { BALLAST_PRIVATE_KEY: ownKey }).address);
});

test('elsewhere a development key is refused, from the environment or by name', () => {
  expect(() => pickSigner(real, undefined, 'keeper', { BALLAST_PRIVATE_KEY: devKey })).toThrow(
    /development key that everybody knows/,
  );
  expect(() => pickSigner(real, 'keeper', 'keeper', {})).toThrow(/development key that everybody knows/);
});

test('elsewhere there is no key by default', () => {
  expect(() => pickSigner(real, undefined, 'keeper', {})).toThrow(/No key to sign with: set BALLAST_PRIVATE_KEY/);
  expect(() => pickSigner(real, undefined, 'keeper', { BALLAST_PRIVATE_KEY: '' })).toThrow(/No key to sign with/);
});

test.each(['0x1234', 'hunter2', `0x${'0'.repeat(64)}`, `0x${'f'.repeat(64)}`])(
  '%s is refused without being repeated',
  (key) => {
    let message = '';
    try {
      pickSigner(real, undefined, 'keeper', { BALLAST_PRIVATE_KEY: key });
    } catch (error) {
      message = `${error}`;
    }
    expect(message).toMatch(/is not a private key/);
    expect(message).not.toContain(key);
  },
);
