import type { Address } from 'viem';
import { openJournal } from '../../record/openJournal.ts';
import type { RecordedTick } from '../../record/types.ts';
import { hasJournal } from './hasJournal.ts';
import type { Session } from './openSession.ts';

/** The newest tick of a vault in the journal, or none where no keeper has written one. No journal is created to find out. */
export async function lastTick(session: Session, vault: Address): Promise<RecordedTick | undefined> {
  if (!(await hasJournal(session))) return undefined;
  const { settings, dataDir } = session;
  const journal = await openJournal({ dataDir, databaseUrl: settings.databaseUrl });
  try {
    const [tick] = await journal.recentTicks({ chainId: settings.chainId, vault }, 1);
    return tick;
  } finally {
    await journal.close();
  }
}
