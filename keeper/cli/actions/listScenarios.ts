import { scenarios } from '../../../script/replica/scenarios/all.ts';
import { nearestKey } from '../../config/nearestKey.ts';
import { KeeperError } from '../../core/errors.ts';
import type { Output } from '../output/createOutput.ts';
import { table } from '../output/table.ts';

/**
 * Names every scenario with its options.
 *
 * @param name what was given in place of a scenario's name
 * @throws KeeperError `stop` where a name was given, since a known one has a command of its own
 */
export function listScenarios(output: Output, name: string | undefined): void {
  if (name !== undefined) {
    const names = scenarios.map((scenario) => scenario.name);
    const nearest = nearestKey(name, names);
    const remedy = nearest === undefined ? `Choose one of ${names.join(', ')}.` : `Did you mean ${nearest}?`;
    throw new KeeperError(`There is no scenario "${name}". ${remedy}`, { kind: 'stop', facts: { scenario: name } });
  }
  const list = scenarios.map((scenario) => ({
    name: scenario.name,
    summary: scenario.summary,
    options: Object.keys(scenario.options.shape),
  }));
  output.result(
    { scenarios: list },
    table(
      ['scenario', 'what it does'],
      list.map((entry) => [entry.name, entry.summary]),
    ),
  );
}
