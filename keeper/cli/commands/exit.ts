import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { usualMaxHaircutBps } from '../session/usualMaxHaircutBps.ts';
import { withVault } from './commandOptions.ts';

/** `ballast exit <shares>` */
export function addExitCommand(program: Command): void {
  withVault(program.command('exit'))
    .summary('leave the vault at once, at your own cost')
    .description(
      'Has the shares’ slice of every strategy unwound and pays out what that brings, at most what a redemption would pay. For when the vault cannot ' +
        'pay a withdrawal; what unwinding costs is the leaver’s, and it is simulated first.',
    )
    .argument('<shares>', 'shares in whole units, or max for all of the account')
    .option('--min <amount>', 'refuse where it pays less of the LST than this (whole units)')
    .option(
      '--max-haircut-bps <bps>',
      'refuse where leaving costs more than this against par',
      String(usualMaxHaircutBps),
    )
    .option('--account <name>', 'on a replica: the development account that leaves (default: depositor)')
    .action(async (shares, flags) => {
      const { exit } = await import('../actions/exit.ts');
      await exit(createOutput(flags), shares, flags);
    });
}
