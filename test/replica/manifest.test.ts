import { getAddress } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import type { BootedReplica } from '../../script/replica/bootReplica.ts';
import { mainnetCodeHashes } from '../../script/replica/mainnetCodeHashes.ts';
import { codeHashAt } from '../../script/replica/recipes/codeHashAt.ts';
import { startTestReplica } from '../support/replica.ts';

describe('the manifest', () => {
  let replica: BootedReplica;
  beforeAll(async () => {
    replica = await startTestReplica();
  });
  afterAll(() => replica.stop());

  test("the code hash of every exact entry is mainnet's", () => {
    const exact = replica.manifest.filter(({ source }) => source === 'exact');
    expect(exact.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['WETH9', 'Permit2', 'UniswapV3Factory', 'SwapRouter02', 'QuoterV2']),
    );
    for (const { name, address, codeHash } of exact) {
      expect(codeHash, `${name} at ${address}`).toBe(mainnetCodeHashes[getAddress(address)]);
    }
  });

  test('the code hash of every entry is that of the code on the node', async () => {
    for (const { name, address, codeHash } of replica.manifest) {
      expect(await codeHashAt(replica, address), `${name} at ${address}`).toBe(codeHash);
    }
  });

  test("no entry that is labelled otherwise has mainnet's code", () => {
    for (const { name, address, codeHash, source } of replica.manifest) {
      if (source === 'exact' || source === 'overlay') continue;
      expect(codeHash, `${name} at ${address}`).not.toBe(mainnetCodeHashes[getAddress(address)]);
    }
  });

  test('every address of the address book is in it, once', () => {
    const addresses = replica.manifest.map(({ address }) => getAddress(address));
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const [name, address] of Object.entries(mainnet)) expect(addresses, name).toContain(getAddress(address));
  });
});
