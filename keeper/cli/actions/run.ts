import type { SettingFlags } from '../../config/settings.ts';
import { KeeperError } from '../../core/errors.ts';
import { openJournal } from '../../record/openJournal.ts';
import type { Entry } from '../../record/types.ts';
import { createLog } from '../../runner/createLog.ts';
import { runLoop } from '../../runner/runLoop.ts';
import { runOnce } from '../../runner/runOnce.ts';
import { assembleKeeper } from '../keeper/assembleKeeper.ts';
import { pickSender } from '../keeper/pickSender.ts';
import { requireKeeperRole } from '../keeper/requireRole.ts';
import type { Output } from '../output/createOutput.ts';
import { onInterrupt } from '../process/onInterrupt.ts';
import { wakeReplica } from '../process/wakeReplica.ts';
import { findVault } from '../session/findVault.ts';
import { openSession } from '../session/openSession.ts';
import { pickSigner } from '../session/pickSigner.ts';
import { tickLine } from '../view/tickLine.ts';
import { tickView } from '../view/tickView.ts';

interface RunFlags extends SettingFlags {
  readonly account?: string | undefined;
  readonly live?: boolean | undefined;
  readonly once?: boolean | undefined;
  readonly log?: string | undefined;
}

/** Runs the keeper: one line (or with `--json` one object) a tick on stdout. Without `--live` no signer exists. */
export async function run(output: Output, flags: RunFlags): Promise<void> {
  const log = createLog({ level: parseLevel(flags.log ?? 'warn') });
  const session = await openSession(flags);
  const found = await findVault(session);
  const vault = found.address;
  if (flags.live !== true && flags.account !== undefined) {
    throw new KeeperError('--account says who signs, and a dry run signs nothing. Add --live, or leave it out.', {
      kind: 'stop',
    });
  }
  const account = flags.live === true ? pickSigner(session, flags.account, 'keeper') : undefined;
  if (account !== undefined) await requireKeeperRole(session, vault, account.address);
  const sender = account?.address ?? pickSender(session, found);

  if (session.replica && account !== undefined) await wakeReplica(session);

  const interruption = onInterrupt();
  const { signal } = interruption;
  const journal = await openJournal({ dataDir: session.dataDir, databaseUrl: session.settings.databaseUrl });
  try {
    const keeper = await assembleKeeper(session, { vault, journal, log, signal, account, sender });
    const show = (entry: Entry) => output.result(tickView(entry), tickLine(entry));
    if (flags.once === true) {
      const entry = await runOnce(keeper.world, keeper.options);
      show(entry);
      if (!settled(entry)) process.exitCode = 1;
    } else {
      output.note(
        account === undefined
          ? 'Dry run: nothing is signed. Ctrl-C stops it.'
          : `Live: ${sender} signs. Ctrl-C stops it.`,
      );
      await runLoop(keeper.world, { ...keeper.options, onEntry: show });
    }
  } finally {
    await journal.close();
    interruption.dispose();
  }
}

/** Whether a tick did all that it wanted to do; otherwise another one may. */
function settled({ outcome }: Entry): boolean {
  return ['idle', 'dryRun', 'confirmed'].includes(outcome.status);
}

function parseLevel(text: string): 'debug' | 'info' | 'warn' | 'error' | 'silent' {
  const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
  const level = levels.find((candidate) => candidate === text);
  if (level !== undefined) return level;
  throw new KeeperError(`--log must be one of ${levels.join(', ')}, not "${text}".`, { kind: 'stop' });
}
