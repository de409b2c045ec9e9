import type { Address, Hash, Hex } from 'viem';
import type { Decision } from '../core/decision.ts';
import type { ErrorKind } from '../core/errors.ts';
import type { Memory } from '../core/memory.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Outcome } from '../execute/types.ts';
import type { DecisionHashes, Plan } from '../plan/types.ts';
import type { Simulation } from '../simulate/types.ts';

/** One tick, complete: what was seen, what was decided and why, and what became of it. */
export type Entry = {
  /** A UUID; recording the same id again replaces the row. */
  readonly id: string;
  readonly chainId: number;
  readonly vault: Address;
  readonly block: { readonly number: bigint; readonly hash: Hash; readonly timestamp: bigint };
  readonly live: boolean;
  readonly snapshot?: Snapshot;
  readonly decision?: Decision;
  readonly hashes?: DecisionHashes;
  readonly plan?: Plan;
  readonly simulation?: Simulation;
  readonly outcome: TickOutcome;
  readonly durationsMs: TickDurations;
};

export type TickOutcome =
  /** Nothing was to be done; the decision's reasons say why. */
  | { readonly status: 'idle' }
  /** A dry run: the plan passed the simulation and was not sent. */
  | { readonly status: 'dryRun' }
  /** The plan would revert, so it was not sent. */
  | { readonly status: 'skipped'; readonly reason: string }
  /** About to be sent; seen in the journal only when the keeper was killed on the way. */
  | { readonly status: 'executing' }
  | { readonly status: 'failed'; readonly kind: ErrorKind; readonly reason: string }
  | Outcome;

export type TickDurations = {
  readonly observe?: number;
  readonly decide?: number;
  readonly simulate?: number;
  readonly execute?: number;
  readonly total: number;
};

/** A signed transaction, written down before it is sent. Replacements are intents of their own with the same account nonce. */
export type TransactionIntent = {
  readonly hash: Hash;
  /** The signed bytes; sending them again can never do more than sending them once. */
  readonly raw: Hex;
  readonly chainId: number;
  readonly vault: Address;
  readonly sender: Address;
  readonly nonce: bigint;
  readonly batchNonce: bigint;
  readonly decisionHash: Hash;
  /** Unix seconds of block time after which it can only revert. */
  readonly deadline: bigint;
  readonly gasLimit: bigint;
  readonly maxFeePerGasWei: bigint;
  readonly priorityFeePerGasWei: bigint;
  /** The block that was decided on: on another chain the intent means nothing. */
  readonly block: { readonly number: bigint; readonly hash: Hash };
};

/** The keeper's history. The chain is the truth; the journal says what to look up there. */
export interface Journal {
  /** Writes a tick, or replaces the one with the same id. */
  recordTick(entry: Entry): Promise<void>;
  /** The memory after each of the vault's latest ticks that decided something, newest first, with the block that it belongs to. */
  recentMemories(vault: VaultReference, limit: number): Promise<readonly RecordedMemory[]>;
  /** The write-ahead: durable when it returns. */
  beginTransaction(intent: TransactionIntent): Promise<void>;
  /** Records an intent's outcome. One that was mined also settles its rivals for the same account nonce as replaced. */
  settleTransaction(hash: Hash, outcome: Outcome): Promise<void>;
  /** Takes back a settlement whose block has left the chain. */
  reopenTransaction(hash: Hash): Promise<void>;
  /** Intents whose outcome is not known, oldest first. */
  unfinished(account: AccountReference): Promise<readonly TransactionIntent[]>;
  /** Mined transactions from a block on, for a look after a reorganisation. */
  minedSince(account: AccountReference, blockNumber: bigint): Promise<readonly MinedIntent[]>;
  /** Newest first. */
  recentTicks(vault: VaultReference, limit: number): Promise<readonly RecordedTick[]>;
  close(): Promise<void>;
}

export type VaultReference = { readonly chainId: number; readonly vault: Address };
export type AccountReference = { readonly chainId: number; readonly sender: Address };
export type RecordedMemory = {
  readonly memory: Memory;
  readonly block: { readonly number: bigint; readonly hash: Hash };
};
export type MinedIntent = {
  readonly intent: TransactionIntent;
  readonly blockNumber: bigint;
  readonly blockHash: Hash;
};

/** A tick as people read it; the full snapshot stays in the database. */
export type RecordedTick = {
  readonly id: string;
  readonly recordedAt: Date;
  readonly blockNumber: bigint;
  readonly blockHash: Hash;
  readonly status: TickOutcome['status'];
  /** The reasons of the decision, or why it failed. */
  readonly reasons: readonly string[];
  readonly decisionHash?: Hash;
  readonly transaction?: Hash;
};
