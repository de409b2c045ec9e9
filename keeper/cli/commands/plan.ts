import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withVault } from './commandOptions.ts';

/** `ballast plan` */
export function addPlanCommand(program: Command): void {
  withVault(program.command('plan'))
    .summary('say what the keeper would do now, and why')
    .description('Observes, decides and simulates at the latest block. Signs and sends nothing.')
    .action(async (flags) => {
      const { plan } = await import('../actions/plan.ts');
      await plan(createOutput(flags), flags);
    });
}
