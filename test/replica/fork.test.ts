import { concatHex, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KeeperError } from '../../keeper/core/errors.ts';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { type BootedReplica, bootReplica } from '../../script/replica/bootReplica.ts';
import { devAccounts } from '../../script/replica/devAccounts.ts';
import { codeHashAt } from '../../script/replica/recipes/codeHashAt.ts';
import { discount } from '../../script/replica/scenarios/discount.ts';
import { startAnvil } from '../../script/replica/startAnvil.ts';
import { readMarket } from '../../script/replica/uniswap/readMarket.ts';
import { startTestReplica } from '../support/replica.ts';

/** What an EIP-7702 delegation leaves at an account: on mainnet, sweepers have themselves delegated to by the development keys. */
const delegation = concatHex(['0xef0100', '0x000000000000000000000000000000000000dEaD']);

describe('a fork', () => {
  let upstream: BootedReplica;
  let fork: BootedReplica;
  beforeAll(async () => {
    upstream = await startTestReplica();
    await upstream.client.setCode({ address: devAccounts.keeper.address, bytecode: delegation });
    await upstream.client.setBalance({ address: devAccounts.keeper.address, value: 0n });
    fork = await bootReplica({ rpcUrl: upstream.rpcUrl });
  });
  afterAll(async () => {
    await fork.stop();
    await upstream.stop();
  });

  test('has chain id 1 and the same protocols', async () => {
    expect(await fork.client.getChainId()).toBe(1);
    expect(await codeHashAt(fork, mainnet.aavePool)).toBe(await codeHashAt(upstream, mainnet.aavePool));
    expect(await readMarket(fork)).toEqual(await readMarket(upstream));
  });

  test('gives the development accounts back: no delegated code, ETH for gas, a transaction that works', async () => {
    for (const { address } of Object.values(devAccounts)) {
      expect(await fork.client.getCode({ address })).toBeUndefined();
      expect(await fork.client.getBalance({ address })).toBe(parseEther('10000'));
    }
    const to = devAccounts.stranger.address;
    const hash = await fork.client.sendTransaction({ account: devAccounts.keeper, to, value: 1n });
    expect((await fork.client.waitForTransactionReceipt({ hash })).status).toBe('success');
  });

  test('lists every address of the address book with the code hash that stands there', async () => {
    expect(fork.manifest.map(({ name }) => name)).toEqual(Object.keys(mainnet));
    for (const { name, address, codeHash, source } of fork.manifest) {
      expect(source).toBe('exact');
      expect(await codeHashAt(upstream, address), name).toBe(codeHash);
    }
  });

  test('runs the scenarios, and leaves its upstream untouched', async () => {
    const before = await readMarket(upstream);
    expect((await discount(fork, { bps: 50 })).spotDiscountBps).toBeCloseTo(50, 1);
    expect(await readMarket(upstream)).toEqual(before);
  });
});

describe('a fork of the wrong endpoint', () => {
  test('that is not there is refused without showing its URL', async () => {
    const refusal = await bootReplica({ rpcUrl: 'http://127.0.0.1:9/v2/secret' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(KeeperError);
    expect(refusal).toMatchObject({ kind: 'stop', shortMessage: expect.stringContaining('does not answer') });
    expect(`${JSON.stringify(refusal)} ${String((refusal as KeeperError).cause)}`).not.toContain('secret');
  });

  test('that serves another chain is refused', async () => {
    const other = await startAnvil({ chainId: 10 });
    const refusal = await bootReplica({ rpcUrl: other.rpcUrl }).catch((error: unknown) => error);
    await other.stop();
    expect(refusal).toMatchObject({ kind: 'stop', facts: { chainId: 10 } });
  });
});
