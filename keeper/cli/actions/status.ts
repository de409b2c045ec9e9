import type { SettingFlags } from '../../config/settings.ts';
import type { RecordedTick } from '../../record/types.ts';
import type { Output } from '../output/createOutput.ts';
import { findVault } from '../session/findVault.ts';
import { lastTick } from '../session/lastTick.ts';
import { observeVault } from '../session/observeVault.ts';
import { openSession } from '../session/openSession.ts';
import { readBudgets } from '../session/readBudgets.ts';
import { readMarkets } from '../session/readMarkets.ts';
import { budgetTable, budgetView } from '../view/budgetView.ts';
import { reserveTable } from '../view/reserveTable.ts';
import { riskTable } from '../view/riskTable.ts';
import { balanceSheet, vaultView } from '../view/vaultView.ts';

/** Shows the balance sheet, the strategies, what the vault's limits have left, the lender's reserves and what the keeper did last. */
export async function status(output: Output, flags: SettingFlags): Promise<void> {
  const session = await openSession(flags);
  const { address } = await findVault(session);
  const [{ snapshot, block }, tick] = await Promise.all([observeVault(session, address), lastTick(session, address)]);
  const [reserves, budgets] = await Promise.all([
    readMarkets(session, snapshot),
    readBudgets(session, address, snapshot.blockNumber),
  ]);
  const heading = `${snapshot.vault.name} ${address} on chain ${snapshot.chainId}, block ${block.number}, ${new Date(Number(block.timestamp) * 1000).toISOString()}`;
  const lastDecision = tick === undefined ? null : { ...tick, blockNumber: Number(tick.blockNumber) };
  output.result(
    { ...vaultView(snapshot), lossBudgets: budgets.map(budgetView), reserves, lastDecision },
    [
      ...[heading, balanceSheet(snapshot), budgetTable(budgets), riskTable(snapshot.vault.riskCaps)],
      ...[reserveTable(reserves), describeTick(tick)],
    ].join('\n\n'),
  );
}

function describeTick(tick: RecordedTick | undefined): string {
  if (tick === undefined) return 'The keeper has decided nothing yet (`npx ballast run`).';
  const reasons = tick.reasons.map((reason) => `  ${reason}`);
  return [`Last decision: ${tick.status} at block ${tick.blockNumber}`, ...reasons].join('\n');
}
