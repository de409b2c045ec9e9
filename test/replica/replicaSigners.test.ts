import { generatePrivateKey, mnemonicToAccount, privateKeyToAddress } from 'viem/accounts';
import { describe, expect, test } from 'vitest';
import { assertDevSigner } from '../../script/replica/assertDevSigner.ts';
import { assertNotDevSigner } from '../../script/replica/assertNotDevSigner.ts';
import { devAccounts, devMnemonic } from '../../script/replica/devAccounts.ts';
import { isReplica } from '../../script/replica/isReplica.ts';

const development = Object.values(devAccounts).map(({ address }) => address);
const own = privateKeyToAddress(generatePrivateKey());

describe('signers', () => {
  test("the development keys are the mnemonic's first ten", () => {
    const derived = development.map((_, addressIndex) => mnemonicToAccount(devMnemonic, { addressIndex }).address);
    expect(development).toEqual(derived);
    expect(development[0]).toBe('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
    expect(development).toHaveLength(10);
  });

  test('a replica is signed for by a development key alone', () => {
    for (const address of development) expect(() => assertDevSigner(address)).not.toThrow();
    expect(() => assertDevSigner(own)).toThrow(expect.objectContaining({ kind: 'stop', facts: { signer: own } }));
  });

  test('a real node is never signed for by a development key, however its address is written', () => {
    expect(() => assertNotDevSigner(own)).not.toThrow();
    for (const address of development) {
      expect(() => assertNotDevSigner(address)).toThrow(expect.objectContaining({ kind: 'stop' }));
      expect(() => assertNotDevSigner(address.toLowerCase() as typeof address)).toThrow();
    }
  });

  test.each([
    ['anvil/v1.7.1', true],
    ['Geth/v1.14.0-stable/linux-amd64/go1.22', false],
    ['reth/anvil/1', false],
    [undefined, false],
  ])('a node that calls itself %s is a replica: %s', async (version, expected) => {
    expect(await isReplica({ request: async () => version })).toBe(expected);
  });
});
