import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { usualMaxHaircutBps } from '../session/usualMaxHaircutBps.ts';
import { withVault } from './commandOptions.ts';

/** `ballast withdraw [amount]` */
export function addWithdrawCommand(program: Command): void {
  withVault(program.command('withdraw'))
    .summary('take an LST out of the vault')
    .description(
      'Withdraws an amount of the LST, or redeems shares. Pays from idle and from what strategies give back without a loss.',
    )
    .argument('[amount]', 'LST in whole units, for example 100 or 0.5')
    .option('--shares <shares>', 'redeem this many shares (whole units) instead')
    .option('--all', 'redeem every share of the account')
    .option(
      '--max-haircut-bps <bps>',
      'refuse where leaving costs more than this against par',
      String(usualMaxHaircutBps),
    )
    .option('--account <name>', 'on a replica: the development account that leaves (default: depositor)')
    .action(async (amount, flags) => {
      const { withdraw } = await import('../actions/withdraw.ts');
      await withdraw(createOutput(flags), amount, flags);
    });
}
