import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withVault } from './commandOptions.ts';

/** `ballast status` */
export function addStatusCommand(program: Command): void {
  withVault(program.command('status'))
    .summary('show the balance sheet, the strategies and the market they stand in')
    .action(async (flags) => {
      const { status } = await import('../actions/status.ts');
      await status(createOutput(flags), flags);
    });
}
