import { type Address, encodeFunctionData, type Hex, parseAbi, parseEther, zeroHash } from 'viem';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mainnet } from '../../keeper/protocols/mainnet.ts';
import type { BootedReplica } from '../../script/replica/bootReplica.ts';
import { eigenAddresses as at } from '../../script/replica/models/eigenlayer/eigenAddresses.ts';
import { mined } from '../../script/replica/recipes/mined.ts';
import { eigenPause } from '../../script/replica/scenarios/eigenPause.ts';
import { eigenSlash } from '../../script/replica/scenarios/eigenSlash.ts';
import { eigenUndelegate } from '../../script/replica/scenarios/eigenUndelegate.ts';
import { startTestReplica } from '../support/replica.ts';

const stakerAbi = parseAbi([
  'function depositIntoStrategy(address strategy, address token, uint256 amount) returns (uint256)',
  'function delegateTo(address operator, (bytes signature, uint256 expiry) approval, bytes32 salt)',
  'function getWithdrawableShares(address staker, address[] strategies) view returns (uint256[], uint256[])',
  'function getQueuedWithdrawals(address staker) view returns ((address staker, address delegatedTo, address withdrawer, uint256 nonce, uint32 startBlock, address[] strategies, uint256[] scaledShares)[], uint256[][])',
  'function undelegate(address staker) returns (bytes32[])',
  'function unwrap(uint256 amount) returns (uint256)',
  'function approve(address spender, uint256 amount) returns (bool)',
  'error CurrentlyPaused()',
]);

describe('EigenLayer on the replica', () => {
  let replica: BootedReplica;
  let snapshot: Hex;
  let staker: Address;
  const send = (to: Address, data: Hex) =>
    mined(replica, replica.client.sendTransaction({ account: staker, to, data }));
  const delegation = { address: at.delegationManager, abi: stakerAbi } as const;
  const amount = parseEther('50');
  const deposit = encodeFunctionData({
    abi: stakerAbi,
    functionName: 'depositIntoStrategy',
    args: [at.stEthStrategy, mainnet.stEth, amount],
  });
  const withdrawable = async () => {
    const args = [staker, [at.stEthStrategy]] as const;
    return (await replica.client.readContract({ ...delegation, functionName: 'getWithdrawableShares', args }))[0][0];
  };
  const queued = async () => {
    const read = { ...delegation, functionName: 'getQueuedWithdrawals', args: [staker] } as const;
    return (await replica.client.readContract(read))[1].map(([shares]) => shares);
  };

  beforeAll(async () => {
    replica = await startTestReplica({ clock: 'state' });
    staker = replica.accounts.depositor.address;
    const unwrap = encodeFunctionData({ abi: stakerAbi, functionName: 'unwrap', args: [parseEther('200')] });
    await send(mainnet.wstEth, unwrap);
    const args = [at.strategyManager, parseEther('1000')] as const;
    await send(mainnet.stEth, encodeFunctionData({ abi: stakerAbi, functionName: 'approve', args }));
    await send(at.strategyManager, deposit);
    const to = [at.operators.first, { signature: '0x', expiry: 0n }, zeroHash] as const;
    await send(at.delegationManager, encodeFunctionData({ abi: stakerAbi, functionName: 'delegateTo', args: to }));
    snapshot = await replica.client.snapshot();
  });
  beforeEach(async () => {
    await replica.client.revert({ id: snapshot });
    snapshot = await replica.client.snapshot();
  });
  afterAll(() => replica.stop());

  test('five contracts are in the manifest, as models', () => {
    const sources = replica.manifest.filter(({ name }) => name.startsWith('EigenLayer')).map(({ source }) => source);
    expect(sources).toEqual(Array(5).fill('model'));
  });

  test('a slash of 3 % takes 3 % of what is restaked and of what is queued', async () => {
    const before = (await withdrawable()) ?? 0n;
    expect(before).toBeGreaterThan(amount - 10n);
    const facts = await eigenSlash(replica, { operator: 'first', bps: 300 });
    expect(facts.magnitudeWad).toBe(parseEther('0.97'));
    expect(await withdrawable()).toBe((before * 97n) / 100n);
    await eigenUndelegate(replica, { staker });
    await eigenSlash(replica, { operator: 'first', bps: 5_000 });
    const [left] = await queued();
    expect(left).toBeLessThanOrEqual((before * 97n) / 200n);
    expect(left).toBeGreaterThan((before * 97n) / 200n - 3n);
    await eigenSlash(replica, { operator: 'second', bps: 10_000 });
    await expect(eigenSlash(replica, { operator: 'second', bps: 1 })).rejects.toThrow(/has lost all it had/);
  });

  test('an operator throws a staker out, whose stake is queued then', async () => {
    const before = await withdrawable();
    const facts = await eigenUndelegate(replica, { staker });
    expect(facts).toMatchObject({ operator: at.operators.first, queuedWithdrawals: 1 });
    expect(await withdrawable()).toBe(0n);
    expect(await queued()).toEqual([before]);
    await expect(eigenUndelegate(replica, { staker })).rejects.toThrow(/delegated to nobody/);
  });

  test('each switch is turned alone and back', async () => {
    const call = { account: staker, to: at.strategyManager, data: deposit } as const;
    await eigenPause(replica, { what: 'queue', paused: true });
    expect((await eigenPause(replica, { what: 'completion', paused: true })).pausedBits).toBe(0b110n);
    expect((await eigenPause(replica, { what: 'queue', paused: false })).pausedBits).toBe(0b100n);
    await replica.client.call(call);
    await eigenPause(replica, { what: 'deposits', paused: true });
    await expect(replica.client.call(call)).rejects.toThrow(/revert/);
    await eigenPause(replica, { what: 'deposits', paused: false });
    await eigenPause(replica, { what: 'token-deposits', paused: true });
    await expect(replica.client.call(call)).rejects.toThrow(/revert/);
    await eigenPause(replica, { what: 'slashing', paused: true });
    await expect(eigenSlash(replica, { operator: 'first', bps: 1 })).rejects.toThrow();
  });
});
