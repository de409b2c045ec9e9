import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Address, erc20Abi, type Hex, parseAbi, parseEther } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mainnet } from '../../../keeper/protocols/mainnet.ts';
import type { BootedReplica } from '../../../script/replica/bootReplica.ts';
import { finalizeWithdrawals } from '../../../script/replica/models/lido/finalizeWithdrawals.ts';
import { mined } from '../../../script/replica/recipes/mined.ts';
import { mintWstEth } from '../../../script/replica/recipes/mintWstEth.ts';
import { lidoQueue } from '../../../script/replica/scenarios/lidoQueue.ts';
import { rebase } from '../../../script/replica/scenarios/rebase.ts';
import { projectRoot } from '../../../script/toolchain/projectRoot.ts';
import { readArtifact } from '../../../script/toolchain/readArtifact.ts';
import { startTestReplica } from '../../support/replica.ts';

const statePath = process.env.BALLAST_MAINNET_STATE ?? join(projectRoot, '../shared/mainnet/state.json');
const isRecorded = existsSync(statePath);
if (!isRecorded) {
  console.warn(
    'SKIPPED: withdrawal requests are not made on Lido’s real code, because no recorded mainnet state is here. ' +
      'Set BALLAST_MAINNET_STATE to a file of the form {name: {address, codeHash, code, storage}}.',
  );
}

const requestsAbi = parseAbi([
  'struct Request { uint256 id; uint256 stEth; uint256 shares; bool finalized; uint256 eth; uint256 hint; }',
  'error RequestsPaused(uint256 untilTimestamp)',
  'error RequestNotFinalized(uint256 id, uint256 lastFinalizedId)',
  'function request(uint256 lst) returns (uint256[] ids)',
  'function claim(uint256[] ids, uint256[] hints) returns (uint256 eth)',
  'function pendingEth() view returns (uint256)',
  'function openRequests() view returns (Request[])',
  'function queue() view returns (address)',
]);

/** The holder of requests with a person as its owner: what a strategy does with it is the Solidity tests' to show. */
describe.skipIf(!isRecorded)('withdrawal requests on Lido’s real code', () => {
  let node: BootedReplica;
  let holder: { readonly address: Address; readonly abi: typeof requestsAbi };
  let owner: Address;
  beforeAll(async () => {
    node = await startTestReplica({ overlayStatePath: statePath });
    owner = node.accounts.depositor.address;
    const { abi, bytecode } = await readArtifact('LidoRequests');
    const args = [mainnet.wstEth, mainnet.weth];
    const { contractAddress } = await mined(node, node.client.deployContract({ abi, bytecode, args, account: owner }));
    if (!contractAddress) throw new Error('The holder was not deployed.');
    holder = { address: contractAddress, abi: requestsAbi };
    await mintWstEth(node, owner, parseEther('5000'));
  }, 240_000);
  afterAll(() => node?.stop());

  const pendingWei = () => node.client.readContract({ ...holder, functionName: 'pendingEth' });
  const open = () => node.client.readContract({ ...holder, functionName: 'openRequests' });
  const wethWei = () =>
    node.client.readContract({ address: mainnet.weth, abi: erc20Abi, functionName: 'balanceOf', args: [owner] });

  async function undone(run: () => Promise<void>): Promise<void> {
    const id = await node.client.snapshot();
    try {
      await run();
    } finally {
      await node.client.revert({ id });
    }
  }

  async function request(lstWei: bigint): Promise<void> {
    const transfer = { address: mainnet.wstEth, abi: erc20Abi, functionName: 'transfer' } as const;
    await mined(node, node.client.writeContract({ ...transfer, args: [holder.address, lstWei], account: owner }));
    await mined(node, send('request', [lstWei]));
  }

  async function claim(): Promise<bigint> {
    const before = await wethWei();
    const done = (await open()).filter(({ finalized }) => finalized);
    await mined(node, send('claim', [done.map(({ id }) => id), done.map(({ hint }) => hint)]));
    return (await wethWei()) - before;
  }

  function send(
    ...[functionName, args]:
      | readonly ['request', readonly [bigint]]
      | readonly ['claim', readonly [readonly bigint[], readonly bigint[]]]
  ): Promise<Hex> {
    const { client } = node;
    return functionName === 'request'
      ? client.writeContract({ ...holder, functionName, args, account: owner })
      : client.writeContract({ ...holder, functionName, args, account: owner });
  }

  test('the queue and stETH are the recorded code', async () => {
    const parts = [mainnet.withdrawalQueue, mainnet.stEth];
    const sources = node.manifest.filter(({ address }) => parts.some((at) => at === address));
    expect(sources.map(({ source }) => source)).toEqual(['overlay', 'overlay']);
    expect(await node.client.readContract({ ...holder, functionName: 'queue' })).toBe(mainnet.withdrawalQueue);
  });

  test('what is requested, finalized and claimed pays to the wei what it was valued at', () =>
    undone(async () => {
      await request(parseEther('12.345678901234567891'));
      const valuedWei = await pendingWei();
      expect((await open()).map(({ finalized }) => finalized)).toEqual([false]);
      await finalizeWithdrawals(node);
      expect((await open()).map(({ finalized }) => finalized)).toEqual([true]);
      expect(await pendingWei()).toBe(valuedWei);
      expect(await claim()).toBe(valuedWei);
      expect(await open()).toEqual([]);
      expect(await node.client.getBalance({ address: holder.address })).toBe(0n);
    }));

  test('over a thousand stETH become requests of equal size', () =>
    undone(async () => {
      await request(parseEther('2000'));
      const requests = await open();
      expect(requests).toHaveLength(3);
      for (const { stEth } of requests) expect(stEth).toBeLessThanOrEqual(parseEther('1000'));
      const valuedWei = await pendingWei();
      await finalizeWithdrawals(node);
      expect(await claim()).toBe(valuedWei);
    }));

  test('a slash before finalization lowers it to what is then paid, a reward raises nothing', () =>
    undone(async () => {
      await request(parseEther('100'));
      const askedWei = await pendingWei();
      await rebase(node, { bps: 40 });
      expect(await pendingWei()).toBeGreaterThanOrEqual(askedWei);
      expect(await pendingWei()).toBeLessThanOrEqual(askedWei + 2n);
      await rebase(node, { bps: -240 });
      const slashedWei = await pendingWei();
      expect(slashedWei).toBeLessThan((askedWei * 981n) / 1000n);
      await finalizeWithdrawals(node);
      await rebase(node, { bps: -100 });
      expect(await pendingWei()).toBe(slashedWei);
      expect(await claim()).toBe(slashedWei);
    }));

  test('each of several is paid by the rate of its own finalization, with the hint that the holder names', () =>
    undone(async () => {
      for (const bps of [-100, 30, -50]) {
        await request(parseEther('10'));
        await rebase(node, { bps });
        await finalizeWithdrawals(node);
      }
      const requests = await open();
      expect(new Set(requests.map(({ hint }) => hint)).size).toBe(3);
      const valuedWei = await pendingWei();
      expect(await claim()).toBe(valuedWei);
    }));

  test('a paused queue is named, and pays what it has finalized; bunker mode changes nothing', () =>
    undone(async () => {
      await request(parseEther('10'));
      await finalizeWithdrawals(node);
      await request(parseEther('10'));
      const valuedWei = await pendingWei();
      await lidoQueue(node, { bunker: true, paused: true });
      expect(await pendingWei()).toBe(valuedWei);
      await expect(
        node.client.simulateContract({ ...holder, functionName: 'request', args: [1_000n], account: owner }),
      ).rejects.toThrow(/RequestsPaused/);
      const waiting = (await open()).filter(({ finalized }) => !finalized).map(({ id }) => id);
      await expect(
        node.client.simulateContract({ ...holder, functionName: 'claim', args: [waiting, [1n]], account: owner }),
      ).rejects.toThrow(/RequestNotFinalized/);
      expect(await claim()).toBeGreaterThan(0n);
      await lidoQueue(node, { paused: false });
      await request(parseEther('1'));
    }));
});
