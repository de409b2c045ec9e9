import { connectReplica } from '../../../script/replica/connectReplica.ts';
import type { Scenario } from '../../../script/replica/types.ts';
import { loadSettings } from '../../config/loadSettings.ts';
import type { SettingFlags } from '../../config/settings.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from '../output/createOutput.ts';

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
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const option = issue?.path[0] === undefined ? 'an option' : `--${flagName(String(issue.path[0]))}`;
    throw new KeeperError(
      `${option} of the scenario ${scenario.name}: ${issue?.message ?? 'invalid'}. \`ballast scenario ${scenario.name} --help\` explains it.`,
      { kind: 'stop', facts: { scenario: scenario.name } },
    );
  }
  const settings = await loadSettings(flags);
  const node = await connectReplica(settings.rpcUrl);
  const facts = await scenario.run(node, parsed.data);
  const blockNumber = Number(await node.client.getBlockNumber());
  const lines = Object.entries(facts).map(([name, value]) => `  ${name}: ${value}`);
  output.result(
    { scenario: scenario.name, blockNumber, ...facts },
    [`${scenario.name}, block ${blockNumber}`, ...lines].join('\n'),
  );
}

function flagName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
