import type { Snapshot } from '../../core/snapshot.ts';
import { inWords } from '../../core/text/inWords.ts';
import { formatWad } from '../output/formatWad.ts';
import type { Budget } from '../session/readBudgets.ts';
import { budgetView, describeRefill } from '../view/budgetView.ts';
import { pausedWhat } from '../view/pausedWhat.ts';
import { riskName } from '../view/riskTable.ts';
import type { Check } from './check.ts';

/** What the vault itself lets a batch do now: pauses, loss budgets, isolated strategies, and caps that are passed. */
export function checkLimits(snapshot: Snapshot, budgets: readonly Budget[]): readonly Check[] {
  return [
    checkPause(snapshot.vault.pauseFlags),
    ...budgets.map(checkBudget),
    ...checkIsolation(snapshot),
    ...checkCaps(snapshot),
  ];
}

function checkPause(flags: bigint): Check {
  const paused = pausedWhat(flags);
  if (paused.length === 0) return { name: 'pause', status: 'ok', message: 'nothing is paused' };
  const message = `the guardian has paused ${paused.join(' and ')}. Leaving and lowering risk go on; the curator may unpause.`;
  return { name: 'pause', status: 'warn', message };
}

function checkBudget(budget: Budget): Check {
  const view = budgetView(budget);
  const left = `${inWords.lossWad(view.availableWad)} of ${inWords.lossWad(view.capacityWad)} left, ${describeRefill(view)}`;
  const name = `loss budget ${view.name}`;
  if (view.availableWad > 0n) return { name, status: 'ok', message: left };
  const remedy =
    view.name === 'riskUp'
      ? 'No risk is raised until then, or until the curator acknowledges the loss.'
      : 'The keeper sells at par or better until then; under the trigger anyone may call the vault’s rescue.';
  return { name, status: 'warn', message: `${left}. ${remedy}` };
}

function checkIsolation({ strategies }: Snapshot): readonly Check[] {
  return strategies
    .filter(({ isolated }) => isolated)
    .map(({ kind, lst, eth, haircutBps }) => ({
      name: `${kind} isolation`,
      status: 'warn',
      message: `isolated, carried at ${formatWad(lst)} LST and ${formatWad(eth)} ETH: nothing is sent to it or asked of it, and leavers are paid less by ${haircutBps} bps of that. Once it answers anyone may readmit it; the curator may write it off.`,
    }));
}

function checkCaps({ vault }: Snapshot): readonly Check[] {
  const over = vault.riskCaps.filter(({ exposed, capAssets }) => exposed > capAssets);
  if (over.length === 0) return [{ name: 'risk caps', status: 'ok', message: 'kept' }];
  return over.map(({ id, exposed, capAssets }) => ({
    name: 'risk caps',
    status: 'warn',
    message: `${formatWad(exposed)} LST are exposed to ${riskName(id)}, over its cap of ${formatWad(capAssets)}: nothing that names it can rise.`,
  }));
}
