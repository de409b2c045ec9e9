/**
 * The journal's schema, one step after another. A step that was released is never changed; a change is a new step.
 *
 * Block numbers and unix times fit bigint; wei and nonces are numeric. Snapshot, decision, plan, simulation and outcome are JSON with bigint as
 * decimal strings, the form that the decision's hash is taken over.
 */
export const migrations: readonly string[] = [
  `
  create table ballast.ticks (
    position bigint generated always as identity,
    id uuid primary key,
    recorded_at timestamptz not null default now(),
    chain_id bigint not null,
    vault text not null,
    block_number bigint not null,
    block_hash text not null,
    block_timestamp bigint not null,
    live boolean not null,
    status text not null,
    reasons text[] not null,
    snapshot jsonb,
    decision jsonb,
    plan jsonb,
    simulation jsonb,
    outcome jsonb not null,
    durations_ms jsonb not null,
    snapshot_hash text,
    policy_hash text,
    decision_hash text
  );
  create index ticks_by_vault on ballast.ticks (chain_id, vault, position desc);
  create index ticks_by_decision on ballast.ticks (decision_hash);

  create table ballast.transactions (
    position bigint generated always as identity,
    hash text primary key,
    written_at timestamptz not null default now(),
    chain_id bigint not null,
    vault text not null,
    sender text not null,
    nonce numeric not null,
    batch_nonce numeric not null,
    decision_hash text not null,
    deadline bigint not null,
    gas_limit numeric not null,
    max_fee_per_gas_wei numeric not null,
    priority_fee_per_gas_wei numeric not null,
    block_number bigint not null,
    block_hash text not null,
    raw text not null,
    status text not null default 'open',
    outcome jsonb,
    mined_block_number bigint,
    mined_block_hash text,
    settled_at timestamptz
  );
  create index transactions_open on ballast.transactions (chain_id, sender, position) where status = 'open';
  create index transactions_mined on ballast.transactions (chain_id, sender, mined_block_number);
  create index transactions_by_decision on ballast.transactions (decision_hash);
  `,
];
