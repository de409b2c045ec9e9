import { encodeFunctionData } from 'viem';
import { lstVaultAbi } from '../abi/lstVault.gen.ts';
import type { Decision } from '../core/decision.ts';
import type { Memory } from '../core/memory.ts';
import type { Policy } from '../core/policy.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { encodeOperation } from './encodeOperation.ts';
import { hashDecision } from './hashDecision.ts';
import type { Plan } from './types.ts';

/** `ILstVault.ActionKind`, in the contract's order. */
const actionKinds = { deploy: 0, free: 1, manage: 2 } as const;

/**
 * Turns a decision into the vault's calldata. Equal inputs give equal bytes.
 *
 * @param memory the memory that was decided with, which is not the one that the decision leaves
 * @returns undefined where the decision has no actions
 */
export function plan(decision: Decision, snapshot: Snapshot, policy: Policy, memory: Memory): Plan | undefined {
  if (decision.actions.length === 0) return undefined;
  const hashes = hashDecision({ snapshot, policy, memory, actions: decision.actions });
  const batchNonce = snapshot.vault.rebalanceNonce;
  // Block time, not this machine's: a clock that is wrong must not make a batch valid for longer.
  const deadline = snapshot.timestamp + policy.batch.deadlineSeconds;
  const actions = decision.actions.map(({ kind, strategy, assets, operation }) => ({
    kind: actionKinds[kind],
    strategy,
    assets,
    data: encodeOperation(operation),
  }));
  return {
    chainId: snapshot.chainId,
    to: snapshot.vault.address,
    data: encodeFunctionData({
      abi: lstVaultAbi,
      functionName: 'rebalance',
      args: [actions, { nonce: batchNonce, deadline, decisionHash: hashes.decisionHash }],
    }),
    value: 0n,
    batchNonce,
    deadline,
    block: { number: snapshot.blockNumber, hash: snapshot.blockHash },
    hashes,
  };
}
