import { decodeFunctionData, keccak256, stringToHex } from 'viem';
import { expect, test } from 'vitest';
import { aaveV3LoopAbi } from '../../../keeper/abi/aaveV3Loop.gen.ts';
import { lstVaultAbi } from '../../../keeper/abi/lstVault.gen.ts';
import type { DecidedAction } from '../../../keeper/core/decision.ts';
import { emptyMemory } from '../../../keeper/core/memory.ts';
import { defaultPolicy } from '../../../keeper/core/policy.ts';
import { canonicalJson } from '../../../keeper/plan/canonicalJson.ts';
import { plan } from '../../../keeper/plan/plan.ts';
import { loopAddress, healthySnapshot as snapshot, wad } from '../core/support/healthySnapshot.ts';

const actions: readonly DecidedAction[] = [
  {
    ...{ kind: 'deploy', strategy: loopAddress, assets: 99n * wad },
    operation: { name: 'leverUp', ethWei: 480n * wad, minLstWei: 390n * wad },
  },
  {
    ...{ kind: 'manage', strategy: loopAddress, assets: 0n },
    operation: { name: 'leverDown', ethWei: wad, maxLstWei: 2n * wad },
  },
  { kind: 'free', strategy: loopAddress, assets: 5n },
];
const decision = { actions, reasons: [], memory: emptyMemory };
const made = plan(decision, snapshot, defaultPolicy, emptyMemory);

test('a decision without actions makes no plan', () => {
  expect(plan({ ...decision, actions: [] }, snapshot, defaultPolicy, emptyMemory)).toBeUndefined();
});

test('the calldata says what was decided, in order, with the bounds of each operation', () => {
  const batch = decodeFunctionData({ abi: lstVaultAbi, data: made?.data ?? '0x' });
  if (batch.functionName !== 'rebalance') throw new Error(batch.functionName);
  const [encoded, terms] = batch.args;
  expect(encoded.map(({ kind, strategy, assets }) => ({ kind, strategy, assets }))).toEqual([
    { kind: 0, strategy: loopAddress, assets: 99n * wad },
    { kind: 2, strategy: loopAddress, assets: 0n },
    { kind: 1, strategy: loopAddress, assets: 5n },
  ]);
  const operations = encoded.map(({ data }) =>
    data === '0x' ? undefined : decodeFunctionData({ abi: aaveV3LoopAbi, data }),
  );
  expect(operations).toEqual([
    { functionName: 'leverUp', args: [480n * wad, 390n * wad] },
    { functionName: 'leverDown', args: [wad, 2n * wad] },
    undefined,
  ]);
  expect(terms).toEqual({
    nonce: snapshot.vault.rebalanceNonce,
    deadline: snapshot.timestamp + defaultPolicy.batch.deadlineSeconds,
    decisionHash: made?.hashes.decisionHash,
  });
  expect(made).toMatchObject({
    to: snapshot.vault.address,
    value: 0n,
    chainId: 1,
    block: { hash: snapshot.blockHash },
  });
});

test('the decision hash can be recomputed from the recorded inputs, and covers each of them', () => {
  const inputs = { snapshot, policy: defaultPolicy, memory: emptyMemory, actions };
  expect(made?.hashes.decisionHash).toBe(keccak256(stringToHex(canonicalJson(inputs))));
  const later = { ...snapshot, timestamp: snapshot.timestamp + 1n };
  const stricter = { ...defaultPolicy, peg: { maxDiscountBps: 1n } };
  const wiser = { ...emptyMemory, lastBatch: { nonce: 1n, seenAt: 1n } };
  const others = [
    plan(decision, later, defaultPolicy, emptyMemory),
    plan(decision, snapshot, stricter, emptyMemory),
    plan(decision, snapshot, defaultPolicy, wiser),
    plan({ ...decision, actions: actions.slice(1) }, snapshot, defaultPolicy, emptyMemory),
  ];
  const hashes = [made, ...others].map((one) => one?.hashes.decisionHash);
  expect(new Set(hashes).size).toBe(5);
});
