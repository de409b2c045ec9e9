import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withNode } from './commandOptions.ts';

/**
 * `ballast scenario <name>`: one command for each scenario, its options taken from the scenario's own schema.
 *
 * @param load whether the scenarios themselves are wanted; they bring half the replica with them, which other commands need not wait for
 */
export async function addScenarioCommand(program: Command, load: boolean): Promise<void> {
  const command = program
    .command('scenario')
    .usage('<name> [options]')
    .summary("move a replica's world: discount, feed, utilisation, freeze, rebase, jump and more")
    .description("Moves a replica's world. Each scenario explains its options: `npx ballast scenario <name> --help`.")
    .argument('[name]', 'the scenario')
    .option('--list', 'name every scenario with its options');
  withNode(command).action(async (name, flags) => {
    const { listScenarios } = await import('../actions/listScenarios.ts');
    listScenarios(createOutput(flags), name);
  });
  if (!load) return;
  const { addScenarios } = await import('./addScenarios.ts');
  addScenarios(command);
}
