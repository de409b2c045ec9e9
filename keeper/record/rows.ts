import type { Hash, Hex } from 'viem';
import type { Row } from './database.ts';
import { reviveMemory } from './reviveMemory.ts';
import type { MinedIntent, RecordedMemory, RecordedTick, TickOutcome, TransactionIntent } from './types.ts';

/* From a row as Postgres gives it (numbers as text) to the value that was recorded. */

export function toIntent(row: Row): TransactionIntent {
  return {
    hash: hex(row.hash),
    raw: hex(row.raw),
    chainId: Number(row.chain_id),
    vault: hex(row.vault),
    sender: hex(row.sender),
    nonce: amount(row.nonce),
    batchNonce: amount(row.batch_nonce),
    decisionHash: hex(row.decision_hash),
    deadline: amount(row.deadline),
    gasLimit: amount(row.gas_limit),
    maxFeePerGasWei: amount(row.max_fee_per_gas_wei),
    priorityFeePerGasWei: amount(row.priority_fee_per_gas_wei),
    block: toBlock(row),
  };
}

export function toMinedIntent(row: Row): MinedIntent {
  return {
    intent: toIntent(row),
    blockNumber: amount(row.mined_block_number),
    blockHash: hex(row.mined_block_hash),
  };
}

export function toRecordedTick(row: Row): RecordedTick {
  const transaction = typeof row.transaction === 'string' ? { transaction: hex(row.transaction) } : {};
  const decisionHash = typeof row.decision_hash === 'string' ? { decisionHash: hex(row.decision_hash) } : {};
  return {
    id: String(row.id),
    recordedAt: row.recorded_at instanceof Date ? row.recorded_at : new Date(String(row.recorded_at)),
    blockNumber: amount(row.block_number),
    blockHash: hex(row.block_hash),
    status: String(row.status) as TickOutcome['status'],
    reasons: (row.reasons as readonly unknown[]).map(String),
    ...decisionHash,
    ...transaction,
  };
}

export function toRecordedMemory(row: Row): readonly RecordedMemory[] {
  const memory = reviveMemory(row.memory);
  return memory === undefined ? [] : [{ memory, block: toBlock(row) }];
}

function toBlock(row: Row): { readonly number: bigint; readonly hash: Hash } {
  return { number: amount(row.block_number), hash: hex(row.block_hash) };
}

function hex(value: unknown): Hex {
  return `0x${String(value).replace(/^0x/, '')}`;
}

function amount(value: unknown): bigint {
  return BigInt(String(value));
}
