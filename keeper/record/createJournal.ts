import { type Database, isConnectionLost, type Query } from './database.ts';
import { toIntent, toMinedIntent, toRecordedMemory, toRecordedTick } from './rows.ts';
import { toJsonb } from './toJsonb.ts';
import type { AccountReference, Entry, Journal, VaultReference } from './types.ts';

/**
 * The journal on a database. Every statement may be repeated without changing its result, so one that met a lost connection is tried once more
 * on a new one.
 *
 * @param open connects anew; it also brings the schema up to date
 */
export async function createJournal(open: () => Promise<Database>): Promise<Journal> {
  let database = await open();
  const query: Query = (sql, values) =>
    database.query(sql, values).catch(async (error: unknown) => {
      if (!isConnectionLost(error)) throw error;
      database = await open();
      return database.query(sql, values);
    });
  return {
    recordTick: async (entry) => void (await query(upsertTick, tickValues(entry))),
    recentMemories: async (vault, limit) => {
      const { rows } = await query(selectMemories, [...vaultValues(vault), limit]);
      return rows.flatMap(toRecordedMemory);
    },
    beginTransaction: async (intent) => {
      const { block, ...fields } = intent;
      const { hash, raw, chainId, vault, sender, nonce, batchNonce, decisionHash, deadline } = fields;
      const fees = [fields.gasLimit, fields.maxFeePerGasWei, fields.priorityFeePerGasWei];
      await query(insertTransaction, [
        ...[hash, raw, chainId, vault.toLowerCase(), sender.toLowerCase(), nonce, batchNonce, decisionHash, deadline],
        ...[...fees, block.number, block.hash],
      ]);
    },
    settleTransaction: async (hash, outcome) => {
      const mined = outcome.status === 'confirmed' || outcome.status === 'reverted' ? outcome : undefined;
      await query(settleOne, [hash, outcome.status, toJsonb(outcome), mined?.blockNumber, mined?.blockHash]);
      if (mined !== undefined) await query(settleRivals, [hash, toJsonb({ status: 'replaced', by: hash })]);
    },
    reopenTransaction: async (hash) => void (await query(reopen, [hash])),
    unfinished: async (account) => (await query(selectOpen, accountValues(account))).rows.map(toIntent),
    minedSince: async (account, blockNumber) =>
      (await query(selectMined, [...accountValues(account), blockNumber])).rows.map(toMinedIntent),
    recentTicks: async (vault, limit) =>
      (await query(selectTicks, [...vaultValues(vault), limit])).rows.map(toRecordedTick),
    close: () => database.close(),
  };
}

function tickValues(entry: Entry): readonly unknown[] {
  const { snapshot, decision, hashes, outcome, block } = entry;
  const why = 'reason' in outcome ? [outcome.reason] : [];
  const reasons = [...(decision?.reasons.map(({ text }) => text) ?? []), ...why].map((text) =>
    text.replaceAll('\0', ''),
  );
  return [
    ...[entry.id, entry.chainId, entry.vault.toLowerCase(), block.number, block.hash, block.timestamp, entry.live],
    ...[outcome.status, reasons, toJsonb(snapshot), toJsonb(decision), toJsonb(entry.plan), toJsonb(entry.simulation)],
    ...[toJsonb(outcome), toJsonb(entry.durationsMs), hashes?.snapshotHash, hashes?.policyHash, hashes?.decisionHash],
  ];
}

const vaultValues = ({ chainId, vault }: VaultReference) => [chainId, vault.toLowerCase()];
const accountValues = ({ chainId, sender }: AccountReference) => [chainId, sender.toLowerCase()];

const upsertTick = `
  insert into ballast.ticks (
    id, chain_id, vault, block_number, block_hash, block_timestamp, live, status, reasons, snapshot, decision, plan, simulation,
    outcome, durations_ms, snapshot_hash, policy_hash, decision_hash
  ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  on conflict (id) do update set
    status = excluded.status, reasons = excluded.reasons, outcome = excluded.outcome, durations_ms = excluded.durations_ms`;

const selectMemories = `
  select decision -> 'memory' as memory, block_number, block_hash from ballast.ticks
  where chain_id = $1 and vault = $2 and decision is not null order by position desc limit $3`;

const selectTicks = `
  select id, recorded_at, block_number, block_hash, status, reasons, decision_hash, outcome ->> 'hash' as transaction from ballast.ticks
  where chain_id = $1 and vault = $2 order by position desc limit $3`;

const insertTransaction = `
  insert into ballast.transactions (
    hash, raw, chain_id, vault, sender, nonce, batch_nonce, decision_hash, deadline, gas_limit, max_fee_per_gas_wei,
    priority_fee_per_gas_wei, block_number, block_hash
  ) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
  on conflict (hash) do update set
    status = 'open', outcome = null, mined_block_number = null, mined_block_hash = null, settled_at = null`;

const settleOne = `
  update ballast.transactions set status = $2, outcome = $3, mined_block_number = $4, mined_block_hash = $5, settled_at = now()
  where hash = $1`;

const settleRivals = `
  update ballast.transactions rival set status = 'replaced', outcome = $2, settled_at = now()
  from ballast.transactions winner
  where winner.hash = $1 and rival.hash <> winner.hash and rival.status = 'open'
    and rival.chain_id = winner.chain_id and rival.sender = winner.sender and rival.nonce = winner.nonce`;

const reopen = `
  update ballast.transactions rival
  set status = 'open', outcome = null, mined_block_number = null, mined_block_hash = null, settled_at = null
  from ballast.transactions gone
  where gone.hash = $1 and rival.chain_id = gone.chain_id and rival.sender = gone.sender and rival.nonce = gone.nonce
    and rival.decision_hash = gone.decision_hash and rival.status <> 'refused'`;

const selectOpen = `
  select * from ballast.transactions where chain_id = $1 and sender = $2 and status = 'open' order by position`;

const selectMined = `
  select * from ballast.transactions where chain_id = $1 and sender = $2 and mined_block_number >= $3 order by position`;
