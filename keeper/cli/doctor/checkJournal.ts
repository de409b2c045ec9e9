import type { Address } from 'viem';
import { hasJournal } from '../session/hasJournal.ts';
import { lastTick } from '../session/lastTick.ts';
import type { Session } from '../session/openSession.ts';
import type { Check } from './check.ts';

/** Whether the journal can be read, and what its newest tick of the vault says. */
export async function checkJournal(session: Session, vault: Address): Promise<Check> {
  const name = 'journal';
  if (!(await hasJournal(session)))
    return { name, status: 'ok', message: `none yet; \`npx ballast run\` begins one in ${session.dataDir}` };
  const tick = await lastTick(session, vault);
  if (tick === undefined) return { name, status: 'ok', message: 'readable, with no tick of this vault yet' };
  const fault = ['failed', 'reverted', 'skipped', 'refused', 'unknown'].includes(tick.status);
  const message = `last tick at block ${tick.blockNumber}, ${tick.recordedAt.toISOString()}: ${tick.status}`;
  const why = fault ? `. ${tick.reasons.at(-1) ?? ''} \`npx ballast plan\` says what the keeper would do now.` : '';
  return { name, status: fault ? 'warn' : 'ok', message: `${message}${why}` };
}
