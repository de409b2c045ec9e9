import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Hex, keccak256, pad } from 'viem';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import { applyOverlay } from '../../script/replica/models/lido/applyOverlay.ts';
import { buildLidoOverlay } from '../../script/replica/models/lido/buildLidoOverlay.ts';
import { lidoSlots } from '../../script/replica/models/lido/lidoSlots.ts';
import { readOverlay } from '../../script/replica/readOverlay.ts';
import { startAnvil } from '../../script/replica/startAnvil.ts';
import type { OverlayAccount, ReplicaNode } from '../../script/replica/types.ts';

/** A program that returns the number in its code. */
const codeOf = (number: number): Hex => `0x60${number.toString(16).padStart(2, '0')}60005260206000f3`;
const accountOf = (address: Hex, number: number, storage: Record<Hex, Hex> = {}): OverlayAccount => ({
  address,
  code: codeOf(number),
  codeHash: keccak256(codeOf(number)),
  storage,
});

describe('reading a recording of mainnet', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ballast-overlay-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (content: unknown) => {
    const path = join(folder, 'state.json');
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  test('takes plain words and words with the block they were seen at', async () => {
    const storage = { [pad('0x1')]: pad('0x2'), [pad('0x3')]: { value: pad('0x4'), block: 21_230_866 } };
    const state = await readOverlay(await write({ stETH: { ...accountOf(mainnet.stEth, 1), storage } }));
    expect(state.stETH?.storage).toEqual({ [pad('0x1')]: pad('0x2'), [pad('0x3')]: pad('0x4') });
  });

  test('refuses a code that does not have the hash it claims, and names it', async () => {
    const forged = { ...accountOf(mainnet.stEth, 1), code: codeOf(2) };
    await expect(readOverlay(await write({ stETH: forged }))).rejects.toThrow(/code of stETH .* hash/);
  });

  test('refuses what is not there, is not JSON or has another form', async () => {
    await expect(readOverlay(join(folder, 'nowhere.json'))).rejects.toThrow(/cannot be read/);
    await expect(readOverlay(await write('{'))).rejects.toThrow(/malformed/);
    await expect(readOverlay(await write({ stETH: { address: '0x12' } }))).rejects.toThrow(/malformed at stETH/);
  });
});

describe('applying a recording to a node', () => {
  let node: ReplicaNode;
  beforeAll(async () => {
    node = await startAnvil();
  });
  afterAll(() => node.stop());

  test('writes code and storage of the named accounts and of no other', async () => {
    const { client } = node;
    const built = codeOf(9);
    await client.setCode({ address: mainnet.weth, bytecode: built });
    await client.setStorageAt({ address: mainnet.weth, index: pad('0x1'), value: pad('0x7') });
    const state = {
      stETH: accountOf(mainnet.stEth, 1, { [pad('0x5')]: pad('0x6') }),
      WETH9: accountOf(mainnet.weth, 2, { [pad('0x1')]: pad('0x8') }),
    };
    const entries = await applyOverlay(node, state, ['stETH']);
    expect(entries).toEqual([
      expect.objectContaining({
        name: 'stETH',
        address: mainnet.stEth,
        source: 'overlay',
        codeHash: keccak256(codeOf(1)),
      }),
    ]);
    expect(await client.getCode({ address: mainnet.stEth })).toBe(codeOf(1));
    expect(await client.getStorageAt({ address: mainnet.stEth, slot: pad('0x5') })).toBe(pad('0x6'));
    expect(await client.getCode({ address: mainnet.weth })).toBe(built);
    expect(await client.getStorageAt({ address: mainnet.weth, slot: pad('0x1') })).toBe(pad('0x7'));
  });

  test('refuses a recording that lacks a part of Lido, and names the part', async () => {
    const state = { stETH: accountOf(mainnet.stEth, 1) };
    await expect(buildLidoOverlay(node, state)).rejects.toThrow(/lacks lidoImpl, aragonKernel,.* withdrawalQueueImpl/);
  });

  test('refuses a recording of a version of stETH that it does not know how to complete', async () => {
    const state = { stETH: accountOf(mainnet.stEth, 1, { [lidoSlots.version]: pad('0x3') }) };
    await expect(buildLidoOverlay(node, state)).rejects.toThrow(/of version 3/);
  });
});
