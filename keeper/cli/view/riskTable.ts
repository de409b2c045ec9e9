import { loopRisks } from '../../../script/deploy/loopRisks.ts';
import type { RiskCap } from '../../core/snapshot.ts';
import { formatWad } from '../output/formatWad.ts';
import { table } from '../output/table.ts';

/** What strategies can fail together by, with what is exposed to it and its cap, as a table. */
export function riskTable(caps: readonly RiskCap[]): string {
  const rows = caps.map(({ id, exposed, capAssets }) => [riskName(id), formatWad(exposed), formatWad(capAssets)]);
  return table(['shared risk', 'exposed, LST', 'cap, LST'], rows);
}

/** Kind and account of a risk id that this version deploys, or the id itself cut short: ids are hashes and say nothing. */
export function riskName(id: string): string {
  const known = loopRisks.find((risk) => risk.id === id);
  return known === undefined ? `${id.slice(0, 10)}…` : `${known.kind} ${known.account}`;
}
