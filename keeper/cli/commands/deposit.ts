import type { Command } from '@commander-js/extra-typings';
import { createOutput } from '../output/createOutput.ts';
import { withVault } from './commandOptions.ts';

/** `ballast deposit <amount>` */
export function addDepositCommand(program: Command): void {
  withVault(program.command('deposit'))
    .summary('put an LST into the vault')
    .description(
      'Deposits an amount of the LST: approves exactly that much, deposits it and says how many shares came back.',
    )
    .argument('<amount>', 'LST in whole units, for example 100 or 0.5')
    .option('--account <name>', 'on a replica: the development account that pays (default: depositor)')
    .action(async (amount, flags) => {
      const { deposit } = await import('../actions/deposit.ts');
      await deposit(createOutput(flags), amount, flags);
    });
}
