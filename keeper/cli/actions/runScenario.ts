import type { z } from 'zod';
import { connectReplica } from '../../../script/replica/connectReplica.ts';
import type { Scenario } from '../../../script/replica/types.ts';
import { loadSettings } from '../../config/loadSettings.ts';
import type { SettingFlags } from '../../config/settings.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from '../output/createOutput.ts';
import { describeOptionFault } from './describeOptionFault.ts';

/**
 * Runs a scenario against the replica behind the RPC URL.
 *
 * @param given the scenario's options as they stood on the command line
 * @throws KeeperError `stop` for an option that the scenario's schema refuses, or a node that is no replica
 */
export async function runScenario(
  output: Output,
  scenario: Scenario,
  given: Readonly<Record<string, unknown>>,
  flags: SettingFlags,
): Promise<void> {
  const parsed = scenario.options.safeParse(given);
  if (!parsed.success) throw refusal(scenario.name, parsed.error.issues, given);
  const settings = await loadSettings(flags);
  const node = await connectReplica(settings.rpcUrl);
  const facts = await scenario.run(node, parsed.data);
  const blockNumber = Number(await node.client.getBlockNumber());
  const lines = Object.entries(facts).map(([name, value]) => `  ${name}: ${value}`);
  output.result(
    { scenario: scenario.name, ...facts, blockNumber },
    [`${scenario.name}, block ${blockNumber}`, ...lines].join('\n'),
  );
}

function refusal(
  scenario: string,
  [issue]: readonly z.core.$ZodIssue[],
  given: Readonly<Record<string, unknown>>,
): KeeperError {
  const key = String(issue?.path[0] ?? '');
  const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const ought = issue === undefined ? 'is not what the option takes' : describeOptionFault(issue);
  const fault = given[key] === undefined ? `${flag} is missing` : `${flag} ${given[key]} is refused: it ${ought}`;
  return new KeeperError(`${fault}. \`npx ballast scenario ${scenario} --help\` explains it.`, {
    kind: 'stop',
    facts: { scenario },
  });
}
