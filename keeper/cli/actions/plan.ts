import type { SettingFlags } from '../../config/settings.ts';
import { decide } from '../../core/decide.ts';
import { emptyMemory, type Memory } from '../../core/memory.ts';
import { plan as encodePlan } from '../../plan/plan.ts';
import { openJournal } from '../../record/openJournal.ts';
import { recallMemory } from '../../record/recallMemory.ts';
import { simulate } from '../../simulate/simulate.ts';
import type { Simulation } from '../../simulate/types.ts';
import { pickSender } from '../keeper/pickSender.ts';
import type { Output } from '../output/createOutput.ts';
import { findVault } from '../session/findVault.ts';
import { hasJournal } from '../session/hasJournal.ts';
import { observeVault } from '../session/observeVault.ts';
import { openSession, type Session } from '../session/openSession.ts';
import { describeAction } from '../view/decisionView.ts';
import { vaultView } from '../view/vaultView.ts';

/** Says what the keeper would do at the latest block, and why. Signs, sends and records nothing. */
export async function plan(output: Output, flags: SettingFlags): Promise<void> {
  const session = await openSession(flags);
  const found = await findVault(session);
  const { policy } = session.settings;
  const [{ snapshot }, memory] = await Promise.all([
    observeVault(session, found.address),
    readMemory(session, found.address),
  ]);
  const decision = decide(snapshot, policy, memory);
  const planned = encodePlan(decision, snapshot, policy, memory);
  const simulation =
    planned && (await simulate({ client: session.client, sender: pickSender(session, found) }, planned));
  const actions = decision.actions.map((action) => `  ${describeAction(action)}`);
  const reasons = decision.reasons.map(({ rule, verdict, text }) => `  ${rule} (${verdict}): ${text}`);
  output.result(
    {
      ...vaultView(snapshot),
      decision: {
        actions: decision.actions,
        reasons: decision.reasons.map(({ rule, verdict, strategy, text }) => ({ rule, verdict, strategy, text })),
      },
      plan: planned ? { to: planned.to, data: planned.data, ...planned.hashes } : null,
      simulation: simulation ?? null,
    },
    [
      `At block ${snapshot.blockNumber} the keeper would do ${actions.length === 0 ? 'nothing' : 'this'}:`,
      ...actions,
      'because',
      ...reasons,
      ...describeSimulation(simulation),
    ].join('\n'),
  );
}

async function readMemory(session: Session, vault: `0x${string}`): Promise<Memory> {
  if (!(await hasJournal(session))) return emptyMemory;
  const { client, dataDir, settings } = session;
  const journal = await openJournal({ dataDir, databaseUrl: settings.databaseUrl });
  try {
    return await recallMemory(client, journal, { chainId: settings.chainId, vault });
  } finally {
    await journal.close();
  }
}

function describeSimulation(simulation: Simulation | undefined): readonly string[] {
  if (simulation === undefined) return [];
  return [
    simulation.status === 'ok'
      ? `Simulated: it would pass, with about ${simulation.gasEstimate} gas.`
      : `Simulated: ${simulation.reason}.`,
  ];
}
