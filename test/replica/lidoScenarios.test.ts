import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Address, keccak256, numberToHex, parseAbi, parseEther, parseEventLogs, toBytes, zeroAddress } from 'viem';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import type { BootedReplica } from '../../script/replica/bootReplica.ts';
import { finalizeWithdrawals } from '../../script/replica/models/lido/finalizeWithdrawals.ts';
import { stEthAbi } from '../../script/replica/models/lido/lidoAbis.ts';
import { mined } from '../../script/replica/recipes/mined.ts';
import { lidoQueue } from '../../script/replica/scenarios/lidoQueue.ts';
import { lidoStaking } from '../../script/replica/scenarios/lidoStaking.ts';
import { rebase } from '../../script/replica/scenarios/rebase.ts';
import { projectRoot } from '../../script/toolchain/projectRoot.ts';
import { startTestReplica } from '../support/replica.ts';
import { lidoUserAbi } from './lidoTwins.ts';

const statePath = process.env.BALLAST_MAINNET_STATE ?? join(projectRoot, '../shared/mainnet/state.json');
const worlds = [{ world: 'the model', options: {} }];
if (existsSync(statePath)) worlds.push({ world: "Lido's real code", options: { overlayStatePath: statePath } });
else console.warn("SKIPPED: the scenarios are not run on Lido's real code, because no recorded mainnet state is here.");

const readAbi = parseAbi([
  'function balanceOf(address) view returns (uint256)',
  'function sharesOf(address) view returns (uint256)',
  'function totalSupply() view returns (uint256)',
  'function decimals() view returns (uint8)',
  'function stEthPerToken() view returns (uint256)',
]);
const stEth = { address: mainnet.stEth, abi: stEthAbi } as const;
const users = { stEth: mainnet.stEth, wstEth: mainnet.wstEth, queue: mainnet.withdrawalQueue } as const;

describe.each(worlds)('Lido on the replica, $world', ({ options }) => {
  let replica: BootedReplica;
  let snapshot: `0x${string}`;
  beforeAll(async () => {
    replica = await startTestReplica({ clock: 'state', ...options });
    snapshot = await replica.client.snapshot();
  });
  beforeEach(async () => {
    await replica.client.revert({ id: snapshot });
    snapshot = await replica.client.snapshot();
  });
  afterAll(() => replica.stop());

  const account = (): Address => replica.accounts.stranger.address;
  const read = (address: Address, functionName: 'balanceOf' | 'sharesOf', who: Address) =>
    replica.client.readContract({ address, abi: readAbi, functionName, args: [who] });
  const rate = () =>
    replica.client.readContract({ address: mainnet.wstEth, abi: readAbi, functionName: 'stEthPerToken' });
  const submit = (valueWei: bigint) => {
    const call = { address: mainnet.stEth, abi: lidoUserAbi, functionName: 'submit', args: [zeroAddress] } as const;
    return replica.client.simulateContract({ ...call, account: account(), value: valueWei });
  };
  const request = async (amountsWei: readonly bigint[]) => {
    const { client } = replica;
    const total = amountsWei.reduce((sum, amount) => sum + amount, 0n);
    const whole = { address: users.stEth, abi: lidoUserAbi, account: account() } as const;
    await client.setBalance({ address: account(), value: parseEther('100000') });
    const value = total + 100n;
    await mined(replica, client.writeContract({ ...whole, functionName: 'submit', args: [zeroAddress], value }));
    await mined(replica, client.writeContract({ ...whole, functionName: 'approve', args: [users.queue, total] }));
    const ask = { ...whole, address: users.queue, functionName: 'requestWithdrawals' } as const;
    await mined(replica, client.writeContract({ ...ask, args: [amountsWei, account()] }));
  };
  const claim = async (id: bigint) => {
    const before = await replica.client.getBalance({ address: account() });
    const call = { address: users.queue, abi: lidoUserAbi, functionName: 'claimWithdrawal', args: [id] } as const;
    const receipt = await mined(replica, replica.client.writeContract({ ...call, account: account() }));
    const after = await replica.client.getBalance({ address: account() });
    return after - before + receipt.gasUsed * receipt.effectiveGasPrice;
  };

  test('the depositor holds wstETH, and every wstETH has its share of stETH', async () => {
    const { depositor } = replica.accounts;
    expect(await read(mainnet.wstEth, 'balanceOf', depositor.address)).toBeGreaterThan(parseEther('1000'));
    const wrapped = { address: mainnet.wstEth, abi: readAbi } as const;
    const supply = await replica.client.readContract({ ...wrapped, functionName: 'totalSupply' });
    expect(await read(mainnet.stEth, 'sharesOf', mainnet.wstEth)).toBeGreaterThanOrEqual(supply);
    expect(await replica.client.readContract({ ...wrapped, functionName: 'decimals' })).toBe(18);
  });

  test('a rebase moves the rate by exactly so many basis points, and says so in an event', async () => {
    const before = await rate();
    const up = await rebase(replica, { bps: 12.5 });
    expect(relativeError(up.rateAfterWad, (before * 100_125n) / 100_000n)).toBeLessThan(1e-15);
    expect(await rate()).toBe(up.rateAfterWad);
    const logs = await replica.client.getLogs({ address: mainnet.stEth, fromBlock: up.block, toBlock: up.block });
    const [event] = parseEventLogs({ abi: stEthAbi, logs, eventName: 'TokenRebased' });
    const { postTotalEther = 0n, preTotalEther = 0n, sharesMintedAsFees } = event?.args ?? {};
    expect(postTotalEther - preTotalEther).toBe(up.clBalanceChangeWei);
    expect(sharesMintedAsFees).toBeGreaterThan(0n);
    const down = await rebase(replica, { bps: -500 });
    expect(relativeError(down.rateAfterWad, (up.rateAfterWad * 95n) / 100n)).toBeLessThan(1e-15);
  });

  test('a slash of more than validators hold is refused in a sentence', async () => {
    await expect(rebase(replica, { bps: -9_999 })).rejects.toThrow(/more than Lido has with validators/);
  });

  test('paused staking and a used-up limit refuse new stake', async () => {
    await submit(parseEther('1000'));
    await lidoStaking(replica, { left: '5', paused: undefined });
    await submit(parseEther('5'));
    // The next block lets in some twenty-three ether more.
    await expect(submit(parseEther('50'))).rejects.toThrow('STAKE_LIMIT');
    await lidoStaking(replica, { paused: true, left: undefined });
    await expect(submit(1n)).rejects.toThrow('STAKING_PAUSED');
    expect(await lidoStaking(replica, { paused: false, left: '7' })).toMatchObject({ paused: false });
    await submit(parseEther('7'));
    await expect(lidoStaking(replica, { left: '1000000', paused: undefined })).rejects.toThrow(/limit is 150000 ETH/);
  });

  test('finalization pays what was asked for, and after a slash what the shares are worth', async () => {
    await request([parseEther('100'), parseEther('50')]);
    await finalizeWithdrawals(replica, 1n);
    expect(relativeError(await claim(1n), parseEther('100'))).toBeLessThan(1e-15);
    await rebase(replica, { bps: -1_000 });
    const { lockedWei, lastFinalizedId } = await finalizeWithdrawals(replica);
    expect(lastFinalizedId).toBe(2n);
    expect(relativeError(lockedWei, parseEther('45'))).toBeLessThan(1e-15);
    expect(relativeError(await claim(2n), parseEther('45'))).toBeLessThan(1e-15);
    await expect(finalizeWithdrawals(replica, 2n)).rejects.toThrow(/request 2 is not waiting/);
  });

  test('finalization brings ether back from validators when the buffer is short, and leaves the rate alone', async () => {
    const { client } = replica;
    await request(Array.from({ length: 9 }, () => parseEther('1000')));
    const bufferedWei = await client.readContract({ ...stEth, functionName: 'getBufferedEther' });
    await drainBuffer(replica, bufferedWei - parseEther('3000'));
    const before = await rate();
    const { lockedWei } = await finalizeWithdrawals(replica);
    expect(relativeError(lockedWei, parseEther('9000'))).toBeLessThan(1e-15);
    expect(await client.readContract({ ...stEth, functionName: 'getBufferedEther' })).toBe(0n);
    expect(await client.getBalance({ address: mainnet.stEth })).toBe(0n);
    expect(relativeError(await rate(), before)).toBeLessThan(1e-15);
  });

  test('a paused queue refuses requests and finalization, and bunker mode can be switched', async () => {
    await request([parseEther('1')]);
    expect(await lidoQueue(replica, { paused: true })).toMatchObject({ paused: true });
    await expect(request([parseEther('1')])).rejects.toThrow();
    await expect(finalizeWithdrawals(replica)).rejects.toThrow(/queue is paused/);
    expect(await lidoQueue(replica, { paused: false, bunker: true })).toMatchObject({ paused: false, bunker: true });
    const done = await lidoQueue(replica, { bunker: false, finalize: true });
    expect(done).toMatchObject({ bunker: false, lastFinalizedId: 1n });
  });
});

/** Moves buffered ether to the consensus layer, as deposits to validators do. Both amounts are the low bits of a word of either version. */
async function drainBuffer({ client }: BootedReplica, amountWei: bigint): Promise<void> {
  const isV2 = (await client.readContract({ ...stEth, functionName: 'getContractVersion' })) === 2n;
  const address = mainnet.stEth;
  const move = async (name: string, changeWei: bigint) => {
    const slot = keccak256(toBytes(name));
    const word = BigInt((await client.getStorageAt({ address, slot })) ?? 0n);
    await client.setStorageAt({ address, index: slot, value: numberToHex(word + changeWei, { size: 32 }) });
  };
  await move(isV2 ? 'lido.Lido.bufferedEther' : 'lido.Lido.bufferedEtherAndDepositedValidators', -amountWei);
  await move(isV2 ? 'lido.Lido.beaconBalance' : 'lido.Lido.clBalanceAndClValidators', amountWei);
  await client.setBalance({ address, value: (await client.getBalance({ address })) - amountWei });
}

function relativeError(actual: bigint, expected: bigint): number {
  return Math.abs(Number(actual - expected)) / Number(expected);
}
