import type { Query } from './database.ts';
import { migrations } from './schema.ts';

/** Any number; it must only be the same for every program that migrates this schema. */
const lockKey = 7_205_759_403;

/** Brings the schema up to date. Programs that start at the same time wait for each other. */
export async function migrate(query: Query): Promise<void> {
  await query('begin');
  try {
    await query('select pg_advisory_xact_lock($1)', [lockKey]);
    await query('create schema if not exists ballast');
    await query(
      'create table if not exists ballast.migrations (step int primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await query('select coalesce(max(step), 0)::int as step from ballast.migrations');
    const applied = Number(rows[0]?.step ?? 0);
    for (const [index, sql] of migrations.entries()) {
      if (index < applied) continue;
      await query(sql);
      await query('insert into ballast.migrations (step) values ($1)', [index + 1]);
    }
    await query('commit');
  } catch (error) {
    await query('rollback');
    throw error;
  }
}
