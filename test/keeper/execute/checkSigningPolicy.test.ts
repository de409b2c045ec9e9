import { concat, encodeFunctionData, type Hex, parseAbi, toFunctionSelector } from 'viem';
import { describe, expect, test } from 'vitest';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import { emptyMemory } from '../../../keeper/core/memory.ts';
import { defaultPolicy } from '../../../keeper/core/policy.ts';
import { checkSigningPolicy } from '../../../keeper/execute/checkSigningPolicy.ts';
import { plan } from '../../../keeper/plan/plan.ts';
import { healthySnapshot, loopAddress } from '../core/support/healthySnapshot.ts';

const vault = healthySnapshot.vault.address;
const policy = { chainId: 1, vault, maxGas: 2_000_000n, maxFeePerGasWei: 100n, maxCostWei: 150_000_000n };
const operation = { name: 'leverUp', ethWei: 5n, minLstWei: 4n } as const;
const actions = [{ kind: 'deploy', strategy: loopAddress, assets: 1n, operation }] as const;
const batch = plan({ actions, reasons: [], memory: emptyMemory }, healthySnapshot, defaultPolicy, emptyMemory);
const data = batch?.data ?? '0x';
const good = { chainId: 1, to: vault, data, value: 0n, gas: 1_000_000n, maxFeePerGas: 100n, maxPriorityFeePerGas: 1n };

const terms = { nonce: 0n, deadline: 0n, decisionHash: healthySnapshot.blockHash };
const carrying = (inner: Hex) =>
  encodeFunctionData({
    abi: lstVaultAbi,
    functionName: 'rebalance',
    args: [[{ kind: 2, strategy: loopAddress, assets: 0n, data: inner }], terms],
  });

test('a batch of the keeper passes', () => {
  expect(() => checkSigningPolicy(good, policy)).not.toThrow();
});

describe('everything else is refused, and named', () => {
  const thief = '0x00000000000000000000000000000000000bad00';
  const transfer = encodeFunctionData({
    abi: parseAbi(['function transfer(address to, uint256 amount)']),
    args: [thief, 1n],
  });
  const cases: readonly (readonly [string, Partial<typeof good>, string])[] = [
    ['another chain', { chainId: 10 }, 'chain 10'],
    ['another target', { to: thief }, 'is not the vault'],
    ['ETH on top', { value: 1n }, 'send 1 wei'],
    ['too much gas', { gas: 2_000_001n }, 'gas limit'],
    ['too high a fee', { maxFeePerGas: 101n }, 'fee of 101'],
    ['a tip over the fee', { maxPriorityFeePerGas: 101n }, 'tip'],
    ['too high a cost', { gas: 1_500_001n }, 'may cost'],
    ['another function', { data: transfer }, '0xa9059cbb'],
    ['the vault’s own other functions', { data: toFunctionSelector('function sync()') }, 'is not rebalance'],
    ['no calldata', { data: '0x' }, 'is not rebalance'],
    ['bytes after the batch', { data: concat([data, '0x00']) }, 'canonical'],
    ['an unlisted operation', { data: carrying(transfer) }, 'unlisted operation 0xa9059cbb'],
    ['half an operation', { data: carrying('0x1234') }, 'unlisted operation 0x1234'],
    ['a strategy’s view', { data: carrying(toFunctionSelector('function position()')) }, 'unlisted operation'],
    [
      'an empty batch',
      { data: encodeFunctionData({ abi: lstVaultAbi, functionName: 'rebalance', args: [[], terms] }) },
      'empty',
    ],
  ];
  test.each(cases)('%s', (_, change, words) => {
    expect(() => checkSigningPolicy({ ...good, ...change }, policy)).toThrow(words);
  });

  test('an operation with bytes after its arguments', () => {
    const inner = encodeFunctionData({
      abi: parseAbi(['function leverUp(uint256 eth, uint256 minLst)']),
      args: [5n, 4n],
    });
    expect(() => checkSigningPolicy({ ...good, data: carrying(inner) }, policy)).not.toThrow();
    expect(() => checkSigningPolicy({ ...good, data: carrying(concat([inner, '0xff'])) }, policy)).toThrow('leverUp');
  });
});
